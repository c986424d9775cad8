import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { isProblem } from "@/api/problem";
import { rights as api, type RightsSchema, type Sight } from "@/api/rights";
import { usePeople } from "@/areas/people/usePeople";
import { type T, useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import { useMe } from "@/schema";
import { Broken, Page, Refused, Section, Skeleton, Tabs } from "@/ui";
import styles from "./rights.module.css";
import { SeenRecords } from "./SeenRecords";
import { useRightsSchema } from "./useRights";
import { countWord, levelWord, moduleWord, scopeWord, verbWord } from "./words";

/** What a colleague may do, and what they see. */
export function Component() {
  const t = useT();
  const { id = "" } = useParams();
  const me = useMe();
  const { people } = usePeople();
  const schema = useRightsSchema();
  const sight = useQuery({ queryKey: ["rights", "sight", id], queryFn: () => api.sight(id), retry: false });
  const person = people.data?.find((one) => one.id === id);
  if ((me && !me.verbs["people.manage"]) || isProblem(sight.error, 404)) return <Refused />;
  const error = sight.error ?? schema.error;
  return (
    <Page
      title={t("sight.title", { name: person?.name ?? "…" })}
      lead={
        <>
          {t("sight.lead")}{" "}
          <Link className="link" to="/settings/people">
            {t("sight.back")}
          </Link>
        </>
      }
    >
      {error ? (
        <Broken error={error} retry={() => void sight.refetch()} />
      ) : sight.data && schema.data ? (
        <Seen key={id} person={id} sight={sight.data} schema={schema.data} />
      ) : (
        <Skeleton lines={5} />
      )}
    </Page>
  );
}

interface SeenProps {
  person: string;
  sight: Sight;
  schema: RightsSchema;
}

function Seen({ person, sight, schema }: SeenProps) {
  const t = useT();
  const open = sight.modules.filter((one) => one.verbs.view);
  const [module, setModule] = useState(open[0]?.module ?? "");
  return (
    <>
      <table className={`${styles.table} ${styles.sight}`}>
        <thead>
          <tr>
            <th scope="col">{t("rights.module")}</th>
            <th scope="col">{t("sight.may")}</th>
            <th scope="col">{t("sight.narrowed")}</th>
            <th scope="col" className={styles.count}>
              {t("sight.seen")}
            </th>
          </tr>
        </thead>
        <tbody>
          {sight.modules.map((one) => (
            <tr key={one.module}>
              <td>
                <strong>{moduleWord(t, schema, one.module)}</strong>
              </td>
              <td>
                {deeds(t, schema, one.verbs).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
              <td data-none={narrowed(t, schema, one) ? undefined : true}>
                {narrowed(t, schema, one) || <span className="quiet">{t("common.none")}</span>}
              </td>
              <td className={styles.count}>
                {t("sight.records", { n: countWord(t, one.seen, sight.most) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open.length > 0 && (
        <Section title={t("sight.first")}>
          <Tabs
            label={t("sight.first")}
            value={module}
            onChange={setModule}
            tabs={open.map((one) => ({ key: one.module, label: moduleWord(t, schema, one.module) }))}
          />
          <SeenRecords key={module} person={person} module={module} />
        </Section>
      )}
    </>
  );
}

/** The verbs in lines, those of the same scopes together. */
function deeds(t: T, schema: RightsSchema, verbs: Record<string, string[]>): string[] {
  const lines = new Map<string, string[]>();
  for (const verb of schema.verbs) {
    const scopes = verbs[verb];
    if (!scopes) continue;
    const key = schema.scopes.filter((scope) => scopes.includes(scope)).join();
    lines.set(key, [...(lines.get(key) ?? []), verb]);
  }
  if (lines.size === 0) return [t("sight.nothing")];
  const join = (words: string[]) => joinWords(words, isChinese());
  return [...lines].map(([scopes, held]) =>
    t("sight.line", {
      verbs:
        held.length === schema.verbs.length
          ? t("sight.everything")
          : join(held.map((one) => verbWord(t, one))),
      // No scope of a role: what others opened to them.
      scopes: scopes ? join(scopes.split(",").map((one) => scopeWord(t, one))) : t("sight.shared"),
    }),
  );
}

function narrowed(t: T, schema: RightsSchema, one: Sight["modules"][number]): string {
  const fields = schema.modules.find((item) => item.key === one.module)?.fields ?? [];
  const words = fields
    .filter((field) => one.fields[field.key])
    .map((field) =>
      t("rights.of", { module: field.label, scope: levelWord(t, one.fields[field.key] ?? "") }),
    );
  return words.join(isChinese() ? "；" : "; ");
}
