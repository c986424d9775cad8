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
        {item.kind === "raw" && t("list.special")}
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

function Words({ module, condition }: { module: Module; condition: Condition }) {
  const operators = useSchema().operators;
  const field = module.byKey[condition.field];
  const operand = useOperandText(field, condition);
  return (
    <>
      {field?.label ?? condition.field}{" "}
      <span className="quiet">{operators[condition.op]?.label ?? condition.op}</span>
      {operand && <strong> {operand}</strong>}
    </>
  );
}
