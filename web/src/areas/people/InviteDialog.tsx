import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { faultsOf } from "@/api/problem";
import { people } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { TextInput } from "@/ui";
import { FormDialog } from "./FormDialog";
import { LinkDialog } from "./LinkDialog";
import { PersonFields } from "./PersonFields";
import { refreshPeople } from "./usePeople";

/** Makes a link for a new colleague. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [department, setDepartment] = useState<string | null>(null);
  const [roles, setRoles] = useState<string[]>(["sales"]);
  const invite = useMutation({
    mutationFn: () =>
      people.invite({ name: name.trim(), email: email.trim() || undefined, department, roles }),
    onSuccess: () => void refreshPeople(),
  });
  if (invite.data) return <LinkDialog name={name} link={invite.data.link} onClose={onClose} />;
  const { errors, whole } = faultsOf(invite.error);
  return (
    <FormDialog
      title={t("people.inviteTitle")}
      label={t("people.makeLink")}
      ready={Boolean(name.trim()) && roles.length > 0}
      busy={invite.isPending}
      onSave={invite.mutate}
      onClose={onClose}
    >
      <p className="quiet">{t("people.inviteText")}</p>
      <TextInput
        label={t("people.name")}
        value={name}
        onChange={setName}
        error={errors.name ?? whole}
        required
        data-autofocus
      />
      <TextInput
        label={t("people.email")}
        value={email}
        onChange={setEmail}
        error={errors.email}
        inputMode="email"
      />
      <PersonFields
        department={department}
        roles={roles}
        onDepartment={setDepartment}
        onRoles={setRoles}
        rolesError={roles.length === 0 ? t("people.pickRole") : errors.roles}
      />
    </FormDialog>
  );
}
