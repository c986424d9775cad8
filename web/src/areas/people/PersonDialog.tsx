import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { faultsOf } from "@/api/problem";
import type { Person } from "@/api/types";
import { type PersonChanges, people } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { useMe } from "@/schema";
import { Switch, TextInput, toast } from "@/ui";
import { AccessPart } from "./AccessPart";
import { FormDialog } from "./FormDialog";
import { LinkDialog } from "./LinkDialog";
import { countOf, Owning, useOwned } from "./Owning";
import { PersonFields } from "./PersonFields";
import { PlaceFields } from "./PlaceFields";
import styles from "./people.module.css";
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
  const [post, setPost] = useState(person.post?.id ?? null);
  const [manager, setManager] = useState(person.manager?.id ?? null);
  const leaving = person.active && !active;
  const owned = useOwned(person.id, leaving);
  const navigate = useNavigate();
  const save = useMutation({
    mutationFn: () =>
      people.patch(
        person.id,
        changed(person, { name: name.trim(), department, post, manager, roles, active }),
      ),
    onSuccess: () => {
      const left = leaving ? countOf(owned.data) : 0;
      if (left > 0)
        toast.good(t("handover.deactivated", { n: formatNumber(left) }), {
          label: t("handover.handNow"),
          run: () => void navigate(`/settings/people/${person.id}/handover`),
        });
      else toast.good(t("people.saved"));
      void refreshPeople();
      onClose();
    },
  });
  const fresh = useMutation({
    mutationFn: () => people.newLink(person.id, person.joined && !person.has_password),
    onSuccess: () => void refreshPeople(),
  });
  if (fresh.data) {
    const text = person.joined ? t("people.passwordLinkText") : undefined;
    return <LinkDialog name={person.name} link={fresh.data.link} text={text} onClose={onClose} />;
  }
  const { errors, whole } = faultsOf(save.error);
  return (
    <FormDialog
      title={t("people.edit", { name: person.name })}
      ready={Boolean(name.trim()) && roles.length > 0}
      busy={save.isPending}
      onSave={save.mutate}
      onClose={onClose}
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
      <PlaceFields
        person={person.id}
        post={post}
        manager={manager}
        onPost={setPost}
        onManager={setManager}
        errors={errors}
      />
      {(person.joined || person.active) && (
        <div>
          <Switch label={t("people.mayLogin")} checked={active} onChange={setActive} />
          <p className="quiet">{errors.active ?? t("people.deactivateHelp")}</p>
          {leaving && <Owning owned={owned.data} />}
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
      <p className={styles.links}>
        {person.joined && (
          <Link className="link" to={`/settings/people/${person.id}/handover`}>
            {t("handover.link")}
          </Link>
        )}
        {person.active && (
          <Link className="link" to={`/settings/people/${person.id}/sight`}>
            {t("people.sight")}
          </Link>
        )}
        {audited && (
          <Link className="link" to={`/settings/audit?person=${person.id}`}>
            {t("people.audit")}
          </Link>
        )}
      </p>
    </FormDialog>
  );
}

/** What differs from what is there: who changes only a name need not prove again who they are. */
function changed(person: Person, draft: Required<PersonChanges>): PersonChanges {
  const held: Required<PersonChanges> = {
    name: person.name,
    department: person.department?.id ?? null,
    post: person.post?.id ?? null,
    manager: person.manager?.id ?? null,
    roles: person.roles.map((role) => role.key),
    active: person.active,
  };
  const same = (key: keyof PersonChanges) =>
    [draft, held].map((one) => JSON.stringify([one[key]].flat().sort()));
  const keys = (Object.keys(draft) as (keyof PersonChanges)[]).filter((key) => {
    const [now, before] = same(key);
    return now !== before;
  });
  return Object.fromEntries(keys.map((key) => [key, draft[key]]));
}
