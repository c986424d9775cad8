import { useEffect, useState } from "react";
import { type SecondFactors, security } from "@/api/security";
import { steps } from "@/api/steps";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { Button, Dialog, PasswordInput, TextInput } from "@/ui";
import styles from "./DoorFrame.module.css";
import { Fault } from "./Fault";
import { PasskeyButton } from "./PasskeyButton";
import { useDoorForm } from "./useDoorForm";

/** Something that matters: the person says once more who they are, and the call goes on. */
export default function ProveAgain({ onDone }: { onDone: (proven: boolean) => void }) {
  const t = useT();
  const [held, setHeld] = useState<SecondFactors | null>(null);
  const [byCode, setByCode] = useState(false);
  const [fault, setFault] = useState("");
  useEffect(() => {
    // Without the answer the password still serves.
    security.overview().then(
      (found) => setHeld(found.second_factors),
      () => setHeld(null),
    );
  }, []);
  const proven = () => onDone(true);
  return (
    <Dialog
      open
      onClose={() => onDone(false)}
      title={t("proof.prove")}
      closeLabel={t("common.close")}
      size="sm"
      closeOnClickOutside={false}
    >
      <p className="quiet">{t("proof.proveText")}</p>
      <Fault text={fault} />
      {byCode ? <CodeForm onDone={proven} /> : <PasswordForm onDone={proven} />}
      {Boolean(held?.passkeys.length) && (
        <PasskeyButton
          step="reauthenticate"
          label={t("proof.usePasskey")}
          onDone={proven}
          onFault={setFault}
        />
      )}
      {held?.totp && (
        <Button kind="text" onClick={() => setByCode(!byCode)}>
          {t(byCode ? "proof.byPassword" : "proof.byCode")}
        </Button>
      )}
    </Dialog>
  );
}

function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const form = useDoorForm({ password: "" }, async ({ password }) => {
    await steps.prove(password);
    onDone();
  });
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={form.fault} />
      <input type="text" autoComplete="username" value={boot().user?.username ?? ""} readOnly hidden />
      <PasswordInput
        tall
        label={t("door.password")}
        autoComplete="current-password"
        autoFocus
        data-autofocus
        showLabel={t("door.show")}
        hideText={t("door.hide")}
        {...form.bind("password")}
      />
      <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
        {t("proof.proveButton")}
      </Button>
    </form>
  );
}

function CodeForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const form = useDoorForm({ code: "" }, async ({ code }) => {
    await steps.proveByCode(code.replace(/\s/g, ""));
    onDone();
  });
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={form.fault} />
      <TextInput
        tall
        label={t("proof.code")}
        help={t("proof.codeHelp")}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        {...form.bind("code")}
      />
      <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
        {t("proof.proveButton")}
      </Button>
    </form>
  );
}
