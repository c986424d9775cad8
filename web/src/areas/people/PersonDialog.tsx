import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { fieldErrors } from "@/api/problem";
import type { Person } from "@/api/types";
import { people } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Button, Dialog, Switch, TextInput, toast } from "@/ui";
import { AccessPart } from "./AccessPart";
import { LinkDialog } from "./LinkDialog";
import { PersonFields } from "./PersonFields";
import { refreshPeople } from "./usePeople";
import { WaysIn } from "./WaysIn";

/** Changes what a colleague is called, where they belong and what they may do. */
export function PersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useT();
  const audited = useMe()?.verbs["audit.read"];
  const [name, setName] = useState(person.name);
  const [department, setDepartment] = useState(person.department?.id ?? null);
  const [roles, setRoles] = useState(person.roles.map((role) => role.key));
  const [active, setActive] = useState(person.active);
  const save = useMutation({
    mutationFn: () =>
      people.patch(person.id, {
        name: name.trim(),
        department,
        roles,
        active: active === person.active ? undefined : active,
      }),
    onSuccess: () => {
      toast.good(t("people.saved"));
      void refreshPeople();
      onClose();
    },
  });
  const fresh = useMutation({
    mutationFn: () => people.newLink(person.id),
    onSuccess: () => void refreshPeople(),
  });
  if (fresh.data) {
    const text = person.joined ? t("people.passwordLinkText") : undefined;
    return <LinkDialog name={person.name} link={fresh.data.link} text={text} onClose={onClose} />;
  }
  const errors = fieldErrors(save.error);
  const whole = save.error && Object.keys(errors).length === 0 ? save.error.message : undefined;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("people.edit", { name: person.name })}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabled={!name.trim() || roles.length === 0}
            onClick={() => save.mutate()}
          >
            {t("common.save")}
          </Button>
        </>
      }
    >
      <TextInput
        label={t("people.name")}
        value={name}
        onChange={setName}
        error={errors.name ?? whole}
        required
      />
      <PersonFields
        department={department}
        roles={roles}
        onDepartment={setDepartment}
        onRoles={setRoles}
        rolesError={roles.length === 0 ? t("people.pickRole") : errors.roles}
      />
      {(person.joined || person.active) && (
        <div>
          <Switch label={t("people.mayLogin")} checked={active} onChange={setActive} />
          <p className="quiet">{errors.active ?? t("people.deactivateHelp")}</p>
        </div>
      )}
      <WaysIn
        person={person}
        making={fresh.isPending}
        error={fresh.error?.message}
        onLink={fresh.mutate}
        onClose={onClose}
      />
      <AccessPart person={person} />
      {audited && (
        <Link className="link" to={`/settings/audit?person=${person.id}`}>
          {t("people.audit")}
        </Link>
      )}
    </Dialog>
  );
}
