import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { faultsOf } from "@/api/problem";
import { identity, type Provider } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { CopyLine, PasswordInput, TextInput } from "@/ui";
import { FormDialog } from "./FormDialog";

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
  const { errors, whole } = faultsOf(save.error);
  return (
    <FormDialog
      title={provider?.name ?? t("people.addProvider")}
      ready={Boolean(name.trim() && issuer.trim() && client.trim())}
      busy={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
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
    </FormDialog>
  );
}
