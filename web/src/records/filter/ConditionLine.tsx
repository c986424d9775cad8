import { Suspense } from "react";
import { useT } from "@/kernel/i18n";
import { type Module, useSchema } from "@/schema";
import { IconButton, TextInput } from "@/ui";
import styles from "./filter.module.css";
import { type Condition, firstOperator, rawText } from "./model";
import Operand from "./Operand";
import { FieldPicker, OperatorPicker } from "./Pickers";

interface ConditionLineProps {
  module: Module;
  condition: Condition;
  /** What is wrong with it. */
  fault?: string;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

/** Field, operator, operand. Another field starts with its own first operator. */
export function ConditionLine({ module, condition, fault, onChange, onRemove }: ConditionLineProps) {
  const t = useT();
  const { operators } = useSchema();
  const field = module.byKey[condition.field];
  const setField = (key: string) =>
    onChange({
      ...condition,
      field: key,
      op: firstOperator(module.byKey[key]?.operators ?? []),
      value: undefined,
    });
  const setOp = (op: string) => {
    const keeps = operators[op]?.arity === operators[condition.op]?.arity;
    onChange({ ...condition, op, value: keeps ? condition.value : undefined });
  };
  return (
    <div className={styles.line} data-invalid={fault ? true : undefined}>
      <Suspense fallback={<span className={styles.waiting} />}>
        <FieldPicker module={module} value={condition.field} onChange={setField} />
        <OperatorPicker field={field} value={condition.op} onChange={setOp} />
        <div className={styles.operand}>
          {field ? (
            <Operand
              field={field}
              op={condition.op}
              value={condition.value}
              onChange={(value) => onChange({ ...condition, value })}
            />
          ) : (
            <TextInput
              label={t("list.value")}
              hideLabel
              value={rawText(condition)}
              onChange={() => {}}
              disabled
            />
          )}
        </div>
      </Suspense>
      <IconButton icon="x" iconSize={15} tip={false} label={t("list.removeCondition")} onClick={onRemove} />
      <LineFault text={fault} />
    </div>
  );
}

/** What is wrong with a line. */
export function LineFault({ text }: { text: string | undefined }) {
  if (!text) return null;
  return (
    <p className={styles.fault} role="alert">
      {text}
    </p>
  );
}
