import { useState } from "react";
import type { Pending } from "@/api/session";
import { steps } from "@/api/steps";
import { useT } from "@/kernel/i18n";
import { Button, TextInput } from "@/ui";
import styles from "./DoorFrame.module.css";
import { Fault } from "./Fault";
import { PasskeyButton } from "./PasskeyButton";
import { useDoorForm } from "./useDoorForm";

/** The second step of a login: a code, a passkey or a recovery code. */
export default function SecondStep({ types, onDone }: { types: NonNullable<Pending>; onDone: () => void }) {
  const t = useT();
  const [recovery, setRecovery] = useState(!types.includes("totp") && !types.includes("webauthn"));
  const [fault, setFault] = useState("");
  const form = useDoorForm({ code: "" }, async ({ code }) => {
    await steps.giveCode(code.replace(/\s/g, ""));
    onDone();
  });
  const typed = recovery || types.includes("totp");
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={fault || form.fault} />
      {types.includes("webauthn") && !recovery && (
        <PasskeyButton step="authenticate" label={t("proof.usePasskey")} onDone={onDone} onFault={setFault} />
      )}
      {typed && (
        <>
          <TextInput
            tall
            key={String(recovery)}
            label={t(recovery ? "proof.recoveryCode" : "proof.code")}
            help={t(recovery ? "proof.recoveryHelp" : "proof.codeHelp")}
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            {...form.bind("code")}
          />
          <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
            {t("proof.verify")}
          </Button>
        </>
      )}
      {types.includes("recovery_codes") && (
        <Button type="button" kind="text" onClick={() => setRecovery(!recovery)}>
          {t(recovery ? "proof.otherWay" : "proof.useRecovery")}
        </Button>
      )}
      <p className={styles.note}>{t("proof.lostFactor")}</p>
    </form>
  );
}
