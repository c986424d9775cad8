import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Directory, type DirectoryForm, directories } from "@/api/directories";
import { faultsOf } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { PasswordInput, Segmented, Switch, TextArea, TextInput } from "@/ui";
import { DirectoryWords } from "./DirectoryWords";
import { type DirectoryKind, KINDS, NEW_DIRECTORY } from "./directoryKinds";
import { FormDialog } from "./FormDialog";
import { PersonFields } from "./PersonFields";
import styles from "./people.module.css";

const NEEDED = ["name", "url", "bind_name", "base"] as const;

/** Where the company's directory answers, and how it describes people. */
export function DirectoryDialog({
  directory,
  onClose,
}: {
  directory: Directory | null;
  onClose: () => void;
}) {
  const t = useT();
  const { id, active: _, ...held } = directory ?? { ...NEW_DIRECTORY, id: null, active: true };
  const [form, setForm] = useState<DirectoryForm>({ ...held, secret: "" });
  const [kind, setKind] = useState<DirectoryKind>(held.id_attribute === "objectGUID" ? "active" : "openldap");
  const set = (changes: Partial<DirectoryForm>) => setForm((now) => ({ ...now, ...changes }));
  const save = useMutation({
    mutationFn: () => {
      const sent = { ...form, secret: form.secret || undefined };
      return id ? directories.change(id, sent) : directories.add(sent);
    },
    onSuccess: onClose,
  });
  const { errors, whole } = faultsOf(save.error);
  const text = (key: (typeof NEEDED)[number]) => ({
    value: form[key],
    onChange: (value: string) => set({ [key]: value }),
    error: errors[key],
    required: true,
  });
  const ready = NEEDED.every((key) => form[key].trim()) && Boolean(id || form.secret);
  return (
    <FormDialog
      title={directory?.name ?? t("people.addDirectory")}
      ready={ready}
      busy={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
    >
      {!id && (
        <Segmented
          label={t("people.directoryKind")}
          value={kind}
          options={[
            { value: "openldap", label: "OpenLDAP" },
            { value: "active", label: "Active Directory" },
          ]}
          onChange={(next: DirectoryKind) => {
            setKind(next);
            set(KINDS[next]);
          }}
        />
      )}
      <TextInput
        {...text("name")}
        label={t("people.providerName")}
        error={errors.name ?? whole}
        data-autofocus
      />
      <TextInput
        {...text("url")}
        label={t("people.directoryUrl")}
        help={t("people.directoryUrlHelp")}
        placeholder="ldaps://"
        inputMode="url"
      />
      <TextInput {...text("bind_name")} label={t("people.bindName")} help={t("people.bindNameHelp")} />
      <PasswordInput
        label={t("people.bindPassword")}
        help={id ? t("people.secretKept") : undefined}
        value={form.secret ?? ""}
        onChange={(secret) => set({ secret })}
        error={errors.secret}
        required={!id}
        autoComplete="off"
        showLabel={t("door.show")}
        hideText={t("door.hide")}
      />
      <TextInput {...text("base")} label={t("people.base")} placeholder="ou=people,dc=example,dc=com" />
      <TextArea
        label={t("people.authority")}
        help={t("people.authorityHelp")}
        value={form.authority}
        onChange={(authority) => set({ authority })}
        error={errors.authority}
        spellCheck={false}
        className={styles.pem}
      />
      <DirectoryWords form={form} errors={errors} onChange={set} />
      <Switch
        label={t("people.makesAccounts")}
        checked={form.makes_accounts}
        onChange={(makes_accounts) => set({ makes_accounts })}
      />
      {form.makes_accounts && (
        <PersonFields
          department={form.department}
          roles={form.roles}
          onDepartment={(department) => set({ department })}
          onRoles={(roles) => set({ roles })}
          rolesError={errors.roles}
        />
      )}
    </FormDialog>
  );
}
