import { useState } from "react";
import { Link } from "react-router";
import type { RightsSchema, RoleLine } from "@/api/rights";
import { type T, useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import { useMe } from "@/schema";
import { Broken, Button, Icon, Page, Pill, Refused, Skeleton } from "@/ui";
import { REST } from "./model";
import { RoleDialog } from "./RoleDialog";
import { RoleMenu } from "./RoleMenu";
import styles from "./rights.module.css";
import { useRightsSchema, useRoles } from "./useRights";
import { moduleWord, scopeWord } from "./words";

/** The roles of the house. */
export function Component() {
  const me = useMe();
  if (me && !me.verbs["people.manage"]) return <Refused />;
  return <Roles />;
}

function Roles() {
  const t = useT();
  const roles = useRoles();
  const schema = useRightsSchema();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t("rights.title")}
      meta={roles.data?.length}
      lead={t("rights.lead")}
      actions={
        <Button kind="primary" icon="plus" onClick={() => setAdding(true)}>
          {t("rights.add")}
        </Button>
      }
    >
      {roles.error ? (
        <Broken error={roles.error} retry={() => void roles.refetch()} />
      ) : roles.data && schema.data ? (
        <RoleTable roles={roles.data} schema={schema.data} />
      ) : (
        <Skeleton lines={6} />
      )}
      {adding && <RoleDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}

function RoleTable({ roles, schema }: { roles: RoleLine[]; schema: RightsSchema }) {
  const t = useT();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t("rights.colName")}</th>
          <th scope="col">{t("rights.colSees")}</th>
          <th scope="col" className={styles.count}>
            {t("rights.colHeld")}
          </th>
          <th>
            <span className="sr-only">{t("common.more")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <tr key={role.key}>
            <td>
              <Link className={styles.roleName} to={`/settings/roles/${role.key}`}>
                {role.label}
              </Link>
              <span className={styles.marks}>
                {role.shipped && <Pill>{t("rights.system")}</Pill>}
                {role.changed && <Pill pigment="gamboge">{t("rights.changed")}</Pill>}
              </span>
            </td>
            <td>{seen(t, schema, role)}</td>
            <td className={styles.count}>
              <Icon name="users" size={14} />
              {role.held}
            </td>
            <td>
              <RoleMenu role={role} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a role sees, in a few words. */
function seen(t: T, schema: RightsSchema, role: RoleLine): string {
  const own = schema.modules.map((one) => one.key).filter((key) => role.rights[key]);
  const lines = [...own, REST].flatMap((module) => {
    const scope = role.rights[module]?.view;
    if (!scope) return [];
    const name = module === REST && own.length === 0 ? t("rights.allModules") : moduleWord(t, schema, module);
    return [t("rights.of", { module: name, scope: scopeWord(t, scope) })];
  });
  return lines.length > 0 ? joinWords(lines, isChinese()) : t("rights.nothingSeen");
}
