import { useState } from "react";
import { Link, useParams } from "react-router";
import { isProblem } from "@/api/problem";
import type { RightsSchema, RoleDetail } from "@/api/rights";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import { useMe, useModule } from "@/schema";
import { Broken, Confirm, Page, Pill, Refused, Section, Select, Skeleton, Tabs, useIsPhone } from "@/ui";
import { ConditionDialog } from "./ConditionDialog";
import { FieldLevels } from "./FieldLevels";
import { HouseVerbs } from "./HouseVerbs";
import { Legend } from "./Legend";
import { Matrix } from "./Matrix";
import { EDITABLE, FIXED, REST } from "./model";
import { PhoneMatrix } from "./PhoneMatrix";
import { RoleMenu } from "./RoleMenu";
import styles from "./rights.module.css";
import { SaveBar } from "./SaveBar";
import { useDraft, useStay } from "./useDraft";
import { useRightsSchema, useRole } from "./useRights";
import { rowsOf, type Work } from "./useShape";
import { levelWord, moduleWord, scopeWord } from "./words";

/** What one role allows, to be looked at and changed. */
export function Component() {
  const { key = "" } = useParams();
  const t = useT();
  const me = useMe();
  const role = useRole(key);
  const schema = useRightsSchema();
  if ((me && !me.verbs["people.manage"]) || isProblem(role.error, 404)) return <Refused />;
  const error = role.error ?? schema.error;
  if (error)
    return <Broken error={error} retry={() => void Promise.all([role.refetch(), schema.refetch()])} />;
  if (!role.data || !schema.data) {
    return (
      <Page title={t("rights.title")}>
        <Skeleton lines={6} />
      </Page>
    );
  }
  return <RoleScreen key={key} role={role.data} schema={schema.data} />;
}

function RoleScreen({ role, schema }: { role: RoleDetail; schema: RightsSchema }) {
  const t = useT();
  const phone = useIsPhone();
  const draft = useDraft(role);
  const blocker = useStay(draft.dirty);
  const [asked, ask] = useState<string | null>(null);
  const [module, setModule] = useState(REST);
  const { base } = draft;
  const fixed = base.key === FIXED;
  const work: Work = { schema, shape: draft.shape, change: draft.change, fixed, ask };
  return (
    <Page
      title={base.label}
      meta={<Marks role={base} />}
      lead={fixed ? t("rights.fixed") : <Holders role={base} />}
      actions={<RoleMenu role={base} onChanged={(found) => found && draft.take(found, found)} />}
    >
      {phone && (
        <div className={styles.chooser}>
          <Select
            label={t("rights.module")}
            value={module}
            onChange={(key) => key && setModule(key)}
            options={rowsOf(schema).map((key) => ({ value: key, label: moduleWord(t, schema, key) }))}
          />
        </div>
      )}
      <Section title={t("rights.matrix")}>
        {!fixed && <p className="quiet">{t("rights.matrixLead")}</p>}
        {phone ? <PhoneMatrix work={work} module={module} /> : <Matrix work={work} />}
        <Legend
          title={t("rights.scopesTitle")}
          words={schema.scopes.map((key) => ({ key, word: scopeWord(t, key) }))}
        />
      </Section>
      <FieldSection work={work} chosen={phone ? module : null} />
      <HouseVerbs work={work} />
      {draft.dirty && (
        <SaveBar
          work={work}
          roleKey={base.key}
          note={draft.note}
          error={draft.save.error?.message}
          busy={draft.save.isPending}
          onSave={() => draft.save.mutate()}
          onDiscard={draft.discard}
        />
      )}
      {asked && <Ask work={work} module={asked} onClose={() => ask(null)} />}
      <Confirm
        open={blocker.state === "blocked"}
        onClose={() => blocker.reset?.()}
        onConfirm={() => blocker.proceed?.()}
        title={t("rights.leaveTitle")}
        text={t("rights.leaveText")}
        confirm={t("rights.leave")}
        cancel={t("rights.stay")}
      />
    </Page>
  );
}

function Marks({ role }: { role: RoleDetail }) {
  const t = useT();
  return (
    <span className={styles.marks}>
      {role.shipped && <Pill>{t("rights.system")}</Pill>}
      {role.changed && <Pill pigment="gamboge">{t("rights.changed")}</Pill>}
    </span>
  );
}

const NAMED = 4;

function Holders({ role }: { role: RoleDetail }) {
  const t = useT();
  if (role.people.length === 0) return t("rights.heldByNobody");
  const names = joinWords(
    role.people.slice(0, NAMED).map((one) => one.name),
    isChinese(),
  );
  const n = role.people.length;
  return (
    <>
      {t("rights.heldBy")}
      {isChinese() ? "：" : ": "}
      <Link className="link" to="/settings/people">
        {n > NAMED ? t("rights.heldMore", { names, n }) : names}
      </Link>
    </>
  );
}

/** Field rights of one module at a time. */
function FieldSection({ work, chosen }: { work: Work; chosen: string | null }) {
  const t = useT();
  const { modules } = work.schema;
  const telling = modules.find((one) => one.fields.some((field) => field.personal)) ?? modules[0];
  const [tab, setTab] = useState(telling?.key ?? "");
  const module = chosen ?? tab;
  const narrowed = (key: string) => Object.keys(work.shape.fields[key] ?? {}).length;
  // Every other module has no fields of its own.
  if (module === REST) return null;
  const words = [EDITABLE, ...work.schema.levels].slice(1).reverse();
  return (
    <Section title={t("rights.fields")}>
      <p className="quiet">{t("rights.fieldsLead")}</p>
      {!chosen && (
        <Tabs
          label={t("rights.fields")}
          value={tab}
          onChange={setTab}
          tabs={work.schema.modules.map((one) => ({
            key: one.key,
            label: one.label,
            end: narrowed(one.key) > 0 && <span className="quiet">{narrowed(one.key)}</span>,
          }))}
        />
      )}
      <FieldLevels key={module} work={work} module={module} />
      <Legend
        title={t("rights.levelsTitle")}
        words={words.map((key) => ({ key, word: levelWord(t, key) }))}
      />
    </Section>
  );
}

function Ask({ work, module, onClose }: { work: Work; module: string; onClose: () => void }) {
  const t = useT();
  const known = useModule(module);
  if (!known) return null;
  return (
    <ConditionDialog
      module={known}
      title={t("rights.conditionTitle", { module: moduleWord(t, work.schema, module) })}
      criteria={work.shape.criteria[module]}
      onClose={onClose}
      onSave={(criteria) => {
        work.change({ ...work.shape, criteria: { ...work.shape.criteria, [module]: criteria } });
        onClose();
      }}
    />
  );
}
