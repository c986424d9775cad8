import { useMutation } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { placesOf } from "@/api/problem";
import { rights as api, type RightsSchema, type Rule, type RuleDraft } from "@/api/rights";
import { type T, useT } from "@/kernel/i18n";
import { FilterBuilder } from "@/records/filter/FilterBar";
import { type Filter, namesIn, readFilter, saysSame, writeFilter } from "@/records/filter/model";
import { useSchema } from "@/schema";
import {
  Button,
  Dialog,
  FieldGroup,
  type Option,
  openDialog,
  Segmented,
  Select,
  Skeleton,
  Switch,
  TextInput,
  toFirstWrong,
} from "@/ui";
import { filterOf, isWhole } from "./ConditionDialog";
import { HolderPicker } from "./HolderPicker";
import styles from "./rights.module.css";
import { refreshRights } from "./useRights";

interface RuleDialogProps {
  rule: Rule | null;
  schema: RightsSchema;
  onClose: () => void;
}

/** What a rule begins as, and what is sent of it. */
function useRule({ rule, schema, onClose }: RuleDialogProps) {
  const seen = useSchema();
  const [draft, setDraft] = useState<RuleDraft>(() => {
    const first = schema.modules.find((one) => seen.byKey[one.key]) ?? schema.modules[0];
    if (!rule) {
      const module = first?.key ?? "";
      return { name: "", module, criteria: null, holder: "", level: "read", active: true };
    }
    const { name, module, criteria, holder, level, active } = rule;
    return { name, module, criteria, holder, level, active };
  });
  const known = seen.byKey[draft.module];
  const [filter, write] = useState(() =>
    known && !rule ? filterOf(known, null) : readFilter(rule?.criteria),
  );
  const [refused, setRefused] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: () => {
      const criteria = known ? (writeFilter(filter, seen) ?? null) : draft.criteria;
      const sent = { ...draft, name: draft.name.trim(), criteria };
      return rule ? api.changeRule(rule.id, sent) : api.addRule(sent);
    },
    onSuccess: () => {
      onClose();
      return refreshRights();
    },
    onError: (error) => setRefused(placesOf(error)),
  });
  // What was refused stands at its place until that is changed.
  const settle = (mended: (place: string) => boolean) =>
    setRefused(Object.fromEntries(Object.entries(refused).filter(([place]) => !mended(place))));
  const change = (part: Partial<RuleDraft>) => {
    setDraft({ ...draft, ...part });
    settle((place) => (place.split(".")[0] ?? "") in part);
  };
  const setFilter = (next: Filter) => {
    write(next);
    settle((place) => place === WHICH || (isCondition(place) && !saysSame(nameAt(place), filter, next)));
  };
  const setModule = (module: string) => {
    change({ module, criteria: null });
    const next = seen.byKey[module];
    write(next ? filterOf(next, null) : readFilter(null));
  };
  const half = Boolean(known) && !isWhole(filter, seen);
  return { draft, change, setModule, known, filter, setFilter, half, save, refused };
}

const WHICH = "criteria";
const isCondition = (place: string) => place.startsWith(`${WHICH}.`);
const nameAt = (place: string) => place.slice(WHICH.length + 1);

/** What was refused, by where the form shows it: conditions at their lines, what has no place above all. */
function placed(refused: Record<string, string>, filter: Filter | null) {
  const names = new Set(filter?.items.flatMap(namesIn));
  const lines: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const [place, text] of Object.entries(refused)) {
    if (isCondition(place) && names.has(nameAt(place))) lines[nameAt(place)] = text;
    else {
      const part = isCondition(place) ? WHICH : ["module", WHICH, "holder"].includes(place) ? place : "name";
      errors[part] = [errors[part], text].filter(Boolean).join(" ");
    }
  }
  return { lines, errors };
}

/** A rule that opens records to somebody: which, to whom, how far. */
export function RuleDialog(props: RuleDialogProps) {
  const t = useT();
  const { draft, change, setModule, known, filter, setFilter, half, save, refused } = useRule(props);
  const { lines, errors } = placed(refused, known ? filter : null);
  // A refusal that has no place at all, such as a lost connection.
  const whole = save.error && Object.keys(placesOf(save.error)).length === 0 ? save.error.message : undefined;
  useEffect(() => {
    if (save.error) toFirstWrong(openDialog());
  }, [save.error]);
  const ready = draft.name.trim() && draft.holder && !half;
  return (
    <Dialog
      open
      onClose={props.onClose}
      size="lg"
      title={t(props.rule ? "rules.edit" : "rules.add")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={props.onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={save.isPending} disabled={!ready} onClick={() => save.mutate()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      {props.rule && (!save.error || !known) && <Faults rule={props.rule} hidden={!known} />}
      <TextInput
        label={t("rules.name")}
        placeholder={t("rules.nameHint")}
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={120}
        error={errors.name ?? whole}
        required
        data-autofocus
      />
      <Select
        label={t("rights.module")}
        value={draft.module}
        onChange={(module) => module && setModule(module)}
        options={modules(t, props.schema, draft.module)}
        error={errors.module}
      />
      <FieldGroup
        label={t("rules.which")}
        help={t(half ? "rules.half" : "rules.whichHelp")}
        error={errors.criteria}
      >
        {known ? (
          <Suspense fallback={<Skeleton lines={2} />}>
            <FilterBuilder module={known} filter={filter} faults={lines} onChange={setFilter} />
          </Suspense>
        ) : (
          <p className="quiet">{t(draft.criteria ? "rules.hiddenKept" : "rules.hiddenAll")}</p>
        )}
      </FieldGroup>
      <HolderPicker
        holder={draft.holder}
        name={draft.holder === props.rule?.holder ? props.rule.holder_name : ""}
        error={errors.holder}
        onChange={(holder) => change({ holder })}
      />
      <div className={styles.choices}>
        <Segmented
          label={t("rules.level")}
          value={draft.level}
          onChange={(level) => change({ level })}
          options={[
            { value: "read", label: t("rules.read") },
            { value: "write", label: t("rules.write") },
          ]}
        />
        <Switch label={t("rules.active")} checked={draft.active} onChange={(active) => change({ active })} />
      </div>
    </Dialog>
  );
}

/** The modules to choose from, with the one that stands there although it is no more. */
function modules(t: T, schema: RightsSchema, current: string): Option[] {
  const known = schema.modules.map((one) => ({ value: one.key, label: one.label }));
  if (!current || known.some((one) => one.value === current)) return known;
  return [{ value: current, label: t("rules.goneModule", { name: current }) }, ...known];
}

/** What a rule names and is no more; `hidden` where the condition cannot be mended here. */
export function Faults({ rule, hidden = false }: { rule: Rule; hidden?: boolean }) {
  const t = useT();
  if (rule.faults.length === 0) return null;
  const beyond = hidden && rule.faults.some((one) => one.field.startsWith("criteria"));
  return (
    <div className={styles.faults}>
      <p>{t("rules.mend")}</p>
      <ul>
        {rule.faults.map((one) => (
          <li key={`${one.field} ${one.message}`}>{one.message}</li>
        ))}
      </ul>
      {beyond && <p>{t("rules.mendHidden")}</p>}
    </div>
  );
}
