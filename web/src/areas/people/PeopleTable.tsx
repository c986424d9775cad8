import { Link } from "react-router";
import type { Person } from "@/api/types";
import { type T, useT } from "@/kernel/i18n";
import { Avatar, Icon, IconButton, Pill } from "@/ui";
import styles from "./people.module.css";

function stateOf(person: Person, t: T): { label: string; pigment: string } {
  if (person.invited) return { label: t("people.invited"), pigment: "gamboge" };
  if (!person.active && !person.joined) return { label: t("people.withdrawn"), pigment: "neutral" };
  return person.active
    ? { label: t("people.active"), pigment: "malachite" }
    : { label: t("people.inactive"), pigment: "neutral" };
}

/** All colleagues in lines. */
export function PeopleTable({ people, onEdit }: { people: Person[]; onEdit: (person: Person) => void }) {
  const t = useT();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("people.name")}</th>
          <th scope="col">{t("people.department")}</th>
          <th scope="col">{t("people.roles")}</th>
          <th scope="col" className={styles.wide}>
            {t("people.manager")}
          </th>
          <th scope="col">{t("people.state")}</th>
          <th>
            <span className="sr-only">{t("common.edit")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <PersonLine key={person.id} person={person} onEdit={() => onEdit(person)} />
        ))}
      </tbody>
    </table>
  );
}

function PersonLine({ person, onEdit }: { person: Person; onEdit: () => void }) {
  const t = useT();
  const state = stateOf(person, t);
  return (
    <tr data-off={person.active ? undefined : true}>
      <td>
        <span className={styles.who}>
          <Avatar name={person.name} size={32} />
          <span>
            <strong className={styles.name}>
              {person.name}
              {person.second_factor && (
                <span role="img" aria-label={t("people.hasFactor")} title={t("people.hasFactor")}>
                  <Icon name="shield" size={14} />
                </span>
              )}
            </strong>
            <span className="quiet">{person.username || person.email}</span>
          </span>
        </span>
      </td>
      <td>
        {person.department?.name ?? <span className="quiet">{t("people.noDepartment")}</span>}
        {person.post && <span className={styles.post}>{person.post.name}</span>}
      </td>
      <td>{person.roles.map((role) => role.label).join(" · ")}</td>
      <td className={styles.wide}>{person.manager?.name}</td>
      <td>
        <Pill pigment={state.pigment} dot>
          {state.label}
        </Pill>
      </td>
      <td>
        {person.joined && (
          <Link
            to={`/settings/people/${person.id}/handover`}
            className={styles.eye}
            aria-label={t("handover.linkOf", { name: person.name })}
            title={t("handover.link")}
          >
            <Icon name="switch-horizontal" size={17} />
          </Link>
        )}
        {person.active && (
          <Link
            to={`/settings/people/${person.id}/sight`}
            className={styles.eye}
            aria-label={t("people.sightOf", { name: person.name })}
            title={t("people.sight")}
          >
            <Icon name="eye" size={17} />
          </Link>
        )}
        <IconButton
          icon="pencil"
          label={t("people.edit", { name: person.name })}
          tip={false}
          onClick={onEdit}
        />
      </td>
    </tr>
  );
}
