import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors } from "@/api/problem";
import { identity, type Provider } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { Button, CopyLine, Dialog, PasswordInput, TextInput } from "@/ui";

/** What a provider needs to be told, and what it told us. */
export function ProviderDialog({ provider, onClose }: { provider: Provider | null; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState(provider?.name ?? "");
  const [issuer, setIssuer] = useState(provider?.issuer ?? "");
  const [client, setClient] = useState(provider?.client_id ?? "");
  const [secret, setSecret] = useState("");
  const save = useMutation({
    mutationFn: () => {
      const form = {
        name: name.trim(),
        issuer: issuer.trim(),
        client_id: client.trim(),
        secret: secret || undefined,
      };
      return provider ? identity.change(provider.id, form) : identity.add(form);
    },
    onSuccess: onClose,
  });
  const errors = fieldErrors(save.error);
  const whole = save.error && Object.keys(errors).length === 0 ? save.error.message : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={provider?.name ?? t("people.addProvider")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabled={!name.trim() || !issuer.trim() || !client.trim()}
            onClick={() => save.mutate()}
          >
            {t("common.save")}
          </Button>
        </>
      }
    >
      <TextInput
        label={t("people.providerName")}
        value={name}
        onChange={setName}
        error={errors.name ?? whole}
        required
        data-autofocus
      />
      <TextInput
        label={t("people.issuer")}
        value={issuer}
        onChange={setIssuer}
        error={errors.issuer}
        inputMode="url"
        required
      />
      <TextInput
        label={t("people.clientId")}
        value={client}
        onChange={setClient}
        error={errors.client_id}
        required
      />
      <PasswordInput
        label={t("people.secret")}
        help={provider ? t("people.secretKept") : undefined}
        value={secret}
        onChange={setSecret}
        autoComplete="off"
        showLabel={t("door.show")}
        hideText={t("door.hide")}
      />
      <div>
        <p className="quiet">{t("people.callback")}</p>
        <CopyLine
          label={`${t("common.copy")} ${t("people.callback")}`}
          text={`${location.origin}/sso/callback`}
        />
      </div>
    </Dialog>
  );
}
