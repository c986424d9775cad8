import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { factors } from "@/api/factors";
import { useT } from "@/kernel/i18n";
import { makePasskey } from "@/kernel/passkey";
import { Button, Checkbox, Dialog, TextInput, toast } from "@/ui";
import styles from "./security.module.css";

/** A name, whether it stands for the password too, and then the browser asks. */
export function PasskeyDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useT();
  return (
    <Dialog open onClose={onClose} size="sm" title={t("security.addPasskey")} closeLabel={t("common.close")}>
      <PasskeyForm onDone={onDone} />
    </Dialog>
  );
}

/** The same without a window around it. */
export function PasskeyForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [name, setName] = useState("");
  const [alone, setAlone] = useState(true);
  const add = useMutation({
    mutationFn: async () => {
      const made = await makePasskey(await factors.passkey(alone));
      if (made) await factors.addPasskey(name.trim(), made, alone);
      return Boolean(made);
    },
    onSuccess: (made) => {
      if (!made) return;
      toast.good(t("security.passkeyAdded"));
      onDone();
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <p className="quiet">{t("security.passkeyHelp")}</p>
      <TextInput
        tall
        label={t("security.passkeyName")}
        value={name}
        onChange={setName}
        error={add.error?.message}
        maxLength={60}
        data-autofocus
      />
      <Checkbox label={t("security.passkeyAlone")} checked={alone} onChange={setAlone} />
      <Button type="submit" kind="primary" size="lg" wide busy={add.isPending} disabled={!name.trim()}>
        {t("security.addPasskey")}
      </Button>
    </form>
  );
}
