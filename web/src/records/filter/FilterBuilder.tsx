import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Button, IconButton, Segmented } from "@/ui";
import { ConditionLine, LineFault } from "./ConditionLine";
import { RawWords } from "./FilterChip";
import styles from "./filter.module.css";
import {
  type Condition,
  type ConditionGroup,
  type Filter,
  type FilterItem,
  firstOperator,
  freshId,
  type Join,
  namesIn,
  newCondition,
} from "./model";

interface FilterBuilderProps {
  module: Module;
  filter: Filter;
  /** What is wrong with conditions, by what they begin with. */
  faults?: Faults;
  onChange: (filter: Filter) => void;
}

export type Faults = Readonly<Record<string, string>>;

/** The first field that can be asked for, with its first operator. */
function firstCondition(module: Module): Condition {
  const field = module.fields.find((one) => one.filterable && one.operators.length > 0);
  return newCondition(field?.key ?? "", firstOperator(field?.operators ?? []));
}

/** Lines of conditions under 'all' or 'any', and groups of lines with their own. */
export function FilterBuilder({ module, filter, faults = {}, onChange }: FilterBuilderProps) {
  const t = useT();
  const set = (next: FilterItem) =>
    onChange({ ...filter, items: filter.items.map((item) => (item.id === next.id ? next : item)) });
  const drop = (id: number) => onChange({ ...filter, items: filter.items.filter((item) => item.id !== id) });
  const add = (item: FilterItem) => onChange({ ...filter, items: [...filter.items, item] });
  return (
    <div className={styles.builder}>
      {filter.items.length > 1 && (
        <JoinSwitch value={filter.join} onChange={(join) => onChange({ ...filter, join })} />
      )}
      {filter.items.length === 0 && <p className="quiet">{t("list.noConditions")}</p>}
      {filter.items.map((item) => (
        <ItemLine
          key={item.id}
          module={module}
          item={item}
          faults={faults}
          onChange={set}
          onRemove={() => drop(item.id)}
        />
      ))}
      <div className={styles.foot}>
        <Button kind="text" size="sm" icon="plus" onClick={() => add(firstCondition(module))}>
          {t("list.addCondition")}
        </Button>
        <Button
          kind="text"
          size="sm"
          icon="plus"
          onClick={() =>
            add({
              kind: "group",
              id: freshId(),
              join: filter.join === "all" ? "any" : "all",
              items: [firstCondition(module)],
            })
          }
        >
          {t("list.addGroup")}
        </Button>
      </div>
    </div>
  );
}

function JoinSwitch({ value, onChange }: { value: Join; onChange: (join: Join) => void }) {
  const t = useT();
  return (
    <Segmented<Join>
      label={t("list.filter")}
      value={value}
      onChange={onChange}
      options={[
        { value: "all", label: t("list.matchAll") },
        { value: "any", label: t("list.matchAny") },
      ]}
    />
  );
}

interface ItemLineProps {
  module: Module;
  item: FilterItem;
  faults: Faults;
  onChange: (item: FilterItem) => void;
  onRemove: () => void;
}

function ItemLine({ module, item, faults, onChange, onRemove }: ItemLineProps) {
  const t = useT();
  const rest = { module, onChange, onRemove };
  if (item.kind === "condition")
    return <ConditionLine {...rest} condition={item} fault={faults[item.field]} />;
  if (item.kind === "group") return <GroupLines {...rest} group={item} faults={faults} />;
  const wrong = namesIn(item)
    .map((name) => faults[name])
    .filter(Boolean);
  return (
    <div className={styles.raw} data-invalid={wrong.length > 0 || undefined}>
      <span>
        <RawWords module={module} criteria={item.criteria} />
      </span>
      <IconButton icon="x" iconSize={15} tip={false} label={t("list.removeCondition")} onClick={onRemove} />
      <LineFault text={wrong.join(" ")} />
    </div>
  );
}

interface GroupLinesProps {
  module: Module;
  group: ConditionGroup;
  faults: Faults;
  onChange: (group: ConditionGroup) => void;
  onRemove: () => void;
}

function GroupLines({ module, group, faults, onChange, onRemove }: GroupLinesProps) {
  const t = useT();
  const drop = (id: number) => {
    const items = group.items.filter((item) => item.id !== id);
    if (items.length === 0) onRemove();
    else onChange({ ...group, items });
  };
  return (
    <fieldset className={styles.group}>
      <legend className="sr-only">{t("list.group")}</legend>
      <div className={styles.groupHead}>
        <JoinSwitch value={group.join} onChange={(join) => onChange({ ...group, join })} />
        <IconButton icon="x" iconSize={15} tip={false} label={t("list.removeCondition")} onClick={onRemove} />
      </div>
      {group.items.map((item) => (
        <ConditionLine
          key={item.id}
          module={module}
          condition={item}
          fault={faults[item.field]}
          onChange={(next) =>
            onChange({ ...group, items: group.items.map((one) => (one.id === next.id ? next : one)) })
          }
          onRemove={() => drop(item.id)}
        />
      ))}
      <div>
        <Button
          kind="text"
          size="sm"
          icon="plus"
          onClick={() => onChange({ ...group, items: [...group.items, firstCondition(module)] })}
        >
          {t("list.addCondition")}
        </Button>
      </div>
    </fieldset>
  );
}
