import type { OwnedModule } from "@/api/handovers";
import { type T, useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Checkbox, MultiSelect, type Option, Select } from "@/ui";
import { Cases } from "./Cases";
import styles from "./handover.module.css";
import type { Draft } from "./model";

interface ModuleRuleProps {
  owned: OwnedModule;
  modules: OwnedModule[];
  /** None where nothing can be handed over. */
  draft: Draft | undefined;
  people: Option[];
  onChange: (draft: Draft) => void;
}

/** How much there is of one module, and how it is split. */
export function ModuleRule({ owned, modules, draft, people, onChange }: ModuleRuleProps) {
  const t = useT();
  return (
    <li className={styles.module}>
      <div className={styles.name}>
        <strong>{owned.label}</strong>
        <span className="tabular">{t("handover.records", { n: formatNumber(owned.count) })}</span>
        {owned.bin > 0 && (
          <span className="quiet">{t("handover.inBin", { n: formatNumber(owned.bin) })}</span>
        )}
        {owned.reach > 0 && owned.reach < owned.count && (
          <span className="quiet">{t("handover.within", { n: formatNumber(owned.reach) })}</span>
        )}
      </div>
      {draft ? (
        <div className={styles.rule}>
          <Select
            label={t("handover.way", { label: owned.label })}
            hideLabel
            value={draft.way}
            onChange={(way) => way && onChange({ ...draft, way: way as Draft["way"] })}
            options={waysOf(t, owned, modules)}
          />
          <Parts owned={owned} draft={draft} people={people} onChange={onChange} />
          {owned.open === 0 && draft.way === "stay" && <p className="quiet">{t("handover.allFinished")}</p>}
          {owned.open !== null && draft.way !== "stay" && (
            <Finished owned={owned} draft={draft} onChange={onChange} />
          )}
        </div>
      ) : (
        <p className="quiet">{t("handover.notYours")}</p>
      )}
    </li>
  );
}

function waysOf(t: T, owned: OwnedModule, modules: OwnedModule[]): Option[] {
  const names = owned.above.map((key) => modules.find((one) => one.module === key)?.label ?? key);
  const above = names.join(t("handover.or"));
  return [
    ...(above ? [{ value: "follow", label: t("handover.way_follow", { above }) }] : []),
    { value: "one", label: t("handover.way_one") },
    { value: "evenly", label: t("handover.way_evenly") },
    { value: "cases", label: t("handover.way_cases") },
    { value: "stay", label: t("handover.way_stay") },
  ];
}

type PartProps = Omit<ModuleRuleProps, "modules" | "draft"> & { draft: Draft };

function Parts({ owned, draft, people, onChange }: PartProps) {
  const t = useT();
  if (draft.way === "stay") return null;
  if (draft.way === "evenly")
    return (
      <MultiSelect
        label={t("handover.several")}
        value={draft.several}
        onChange={(several) => onChange({ ...draft, several })}
        options={people}
        removeLabel={(name) => t("handover.remove", { name })}
        placeholder={t("handover.pickPerson")}
        nothingText={t("common.nothing")}
      />
    );
  if (draft.way === "one")
    return (
      <Select
        label={t("handover.to")}
        value={draft.one}
        onChange={(one) => onChange({ ...draft, one })}
        options={people}
        placeholder={t("handover.pickPerson")}
        nothingText={t("common.nothing")}
      />
    );
  return (
    <>
      {draft.way === "cases" && <Cases owned={owned} draft={draft} people={people} onChange={onChange} />}
      <Select
        label={t(draft.way === "cases" ? "handover.rest" : "handover.restFollow")}
        value={draft.rest}
        onChange={(rest) => onChange({ ...draft, rest })}
        options={people}
        placeholder={t("handover.restStays")}
        clearLabel={t("handover.restStays")}
        nothingText={t("common.nothing")}
      />
    </>
  );
}

function Finished({
  owned,
  draft,
  onChange,
}: {
  owned: OwnedModule;
  draft: Draft;
  onChange: (draft: Draft) => void;
}) {
  const t = useT();
  const finished = owned.count - (owned.open ?? 0);
  if (finished === 0) return null;
  return (
    <div className={styles.finished}>
      <p className="quiet">{t("handover.open", { n: formatNumber(owned.open ?? 0) })}</p>
      <Checkbox
        label={t("handover.everything", { n: formatNumber(finished) })}
        checked={draft.everything}
        onChange={(everything) => onChange({ ...draft, everything })}
      />
    </div>
  );
}
