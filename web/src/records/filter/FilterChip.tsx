import type { Criteria } from "@/api/types";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { useSchema } from "@/schema";
import { Icon } from "@/ui";
import styles from "./filter.module.css";
import type { Condition, FilterItem } from "./model";
import { useOperandText } from "./useOperandText";

interface FilterChipProps {
  module: Module;
  item: FilterItem;
  onOpen: () => void;
  onRemove: () => void;
}

/** One condition in words. */
export function FilterChip({ module, item, onOpen, onRemove }: FilterChipProps) {
  const t = useT();
  return (
    <span className={styles.chip}>
      <button type="button" className={styles.chipWords} onClick={onOpen}>
        {item.kind === "raw" && <RawWords module={module} criteria={item.criteria} />}
        {item.kind === "condition" && <Words module={module} condition={item} />}
        {item.kind === "group" &&
          item.items.map((one, index) => (
            <span key={one.id}>
              {index > 0 && <em> {t(item.join === "all" ? "list.and" : "list.or")} </em>}
              <Words module={module} condition={one} />
            </span>
          ))}
      </button>
      <button
        type="button"
        className={styles.chipRemove}
        aria-label={t("list.removeCondition")}
        onClick={onRemove}
      >
        <Icon name="x" size={13} />
      </button>
    </span>
  );
}

/** A tree that the builder cannot draw, still in words. */
export function RawWords({ module, criteria }: { module: Module; criteria: Criteria }) {
  const t = useT();
  if ("field" in criteria)
    return <Words module={module} condition={{ kind: "condition", id: 0, ...criteria }} />;
  if ("not" in criteria) {
    return (
      <>
        <span className="quiet">{t("list.not")}</span> <RawWords module={module} criteria={criteria.not} />
      </>
    );
  }
  if ("relation" in criteria) return <>{t("list.special")}</>;
  const join = "all" in criteria ? "list.and" : "list.or";
  const parts = "all" in criteria ? criteria.all : criteria.any;
  return parts.map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a stored tree have no names and never move.
    <span key={index}>
      {index > 0 && <em> {t(join)} </em>}
      <RawWords module={module} criteria={part} />
    </span>
  ));
}

// 'last N days' says its number in its place.
const NUMBER_HOLE = /\bN\b/;

function Words({ module, condition }: { module: Module; condition: Condition }) {
  const t = useT();
  const operators = useSchema().operators;
  const field = module.byKey[condition.field];
  const operand = useOperandText(field, condition);
  const label = operators[condition.op]?.label ?? condition.op;
  const inside = NUMBER_HOLE.test(label);
  return (
    <>
      {field?.label ?? t("list.goneField", { name: condition.field })}{" "}
      <span className="quiet">{inside ? label.replace(NUMBER_HOLE, operand) : label}</span>
      {operand && !inside && <strong> {operand}</strong>}
    </>
  );
}
