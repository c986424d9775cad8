import { useState } from "react";
import { rights as api, type RightsSchema, type Rule } from "@/api/rights";
import { useT } from "@/kernel/i18n";
import { RawWords } from "@/records/filter/FilterChip";
import { useMe, useModule } from "@/schema";
import { Broken, Button, Confirm, Empty, IconButton, Page, Pill, Refused, Skeleton, toast } from "@/ui";
import { Faults, RuleDialog } from "./RuleDialog";
import styles from "./rights.module.css";
import { refreshRights, useRightsSchema, useRules } from "./useRights";
import { moduleWord } from "./words";

/** The rules by which records are open to others. */
export function Component() {
  const me = useMe();
  if (me && !me.verbs["people.manage"]) return <Refused />;
  return <Rules />;
}

function Rules() {
  const t = useT();
  const rules = useRules();
  const schema = useRightsSchema();
  const [edited, setEdited] = useState<Rule | "new" | null>(null);
  const [doomed, setDoomed] = useState<Rule | null>(null);
  const remove = async (rule: Rule) => {
    setDoomed(null);
    try {
      await api.removeRule(rule.id);
      toast.good(t("rules.deleted", { name: rule.name }));
    } catch (error) {
      toast.bad(error instanceof Error ? error.message : t("error.network"));
    }
    await refreshRights();
  };
  const add = (
    <Button kind="primary" icon="plus" onClick={() => setEdited("new")}>
      {t("rules.add")}
    </Button>
  );
  return (
    <Page
      title={t("rules.title")}
      meta={rules.data?.length || undefined}
      lead={t("rules.lead")}
      actions={add}
    >
      {rules.error ? (
        <Broken error={rules.error} retry={() => void rules.refetch()} />
      ) : !rules.data || !schema.data ? (
        <Skeleton lines={4} />
      ) : rules.data.length === 0 ? (
        <Empty title={t("rules.empty")} text={t("rules.emptyText")} />
      ) : (
        <ul className={styles.rules}>
          {rules.data.map((rule) => (
            <RuleLine
              key={rule.id}
              rule={rule}
              schema={schema.data}
              onEdit={() => setEdited(rule)}
              onRemove={() => setDoomed(rule)}
            />
          ))}
        </ul>
      )}
      {edited && schema.data && (
        <RuleDialog
          rule={edited === "new" ? null : edited}
          schema={schema.data}
          onClose={() => setEdited(null)}
        />
      )}
      <Confirm
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        onConfirm={() => doomed && void remove(doomed)}
        title={t("rules.deleteTitle", { name: doomed?.name ?? "" })}
        text={t("rules.deleteText")}
        confirm={t("common.delete")}
        cancel={t("common.cancel")}
        danger
      />
    </Page>
  );
}

interface RuleLineProps {
  rule: Rule;
  schema: RightsSchema;
  onEdit: () => void;
  onRemove: () => void;
}

/** A rule as a sentence. */
function RuleLine({ rule, schema, onEdit, onRemove }: RuleLineProps) {
  const t = useT();
  const known = useModule(rule.module);
  const module = moduleWord(t, schema, rule.module);
  return (
    <li data-off={rule.active ? undefined : true}>
      <div className={styles.rule}>
        <strong>{rule.name}</strong>
        {!rule.active && <Pill>{t("rules.off")}</Pill>}
        {rule.faults.length > 0 && <Pill pigment="gamboge">{t("rules.broken")}</Pill>}
        <p>
          {rule.criteria ? (
            <>
              {t("rules.when", { module })}{" "}
              <q className={styles.said}>
                {known ? <RawWords module={known} criteria={rule.criteria} /> : t("rules.hiddenKept")}
              </q>
            </>
          ) : (
            t("rules.always", { module })
          )}
          {t(rule.level === "write" ? "rules.thenWrite" : "rules.thenRead", {
            holder: rule.holder_name || t("rules.gone"),
          })}
        </p>
        <Faults rule={rule} />
      </div>
      <IconButton
        icon="pencil"
        iconSize={16}
        tip={false}
        label={t("rules.editOf", { name: rule.name })}
        onClick={onEdit}
      />
      <IconButton
        icon="trash"
        iconSize={16}
        tip={false}
        label={t("rules.deleteOf", { name: rule.name })}
        onClick={onRemove}
      />
    </li>
  );
}
