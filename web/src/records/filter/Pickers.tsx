import type { FieldSchema } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { type Module, useSchema } from "@/schema";
import { Select } from "@/ui";

/** Fields that conditions may name. */
export function FieldPicker({
  module,
  value,
  onChange,
}: {
  module: Module;
  value: string;
  onChange: (key: string) => void;
}) {
  const t = useT();
  const options = module.fields
    .filter((field) => field.filterable && field.operators.length > 0)
    .map((field) => ({ value: field.key, label: field.label }));
  const gone = Boolean(value) && !module.byKey[value];
  if (gone) options.unshift({ value, label: t("list.goneField", { name: value }) });
  return (
    <Select
      label={t("list.field")}
      hideLabel
      whole
      options={options}
      value={value}
      onChange={(key) => key && onChange(key)}
      nothingText={t("common.nothing")}
      error={gone ? t("list.goneFieldHelp") : undefined}
    />
  );
}

interface OperatorPickerProps {
  field: FieldSchema | undefined;
  value: string;
  onChange: (op: string) => void;
}

/** Operators that the field's type has, in the server's words. */
export function OperatorPicker({ field, value, onChange }: OperatorPickerProps) {
  const t = useT();
  const { operators } = useSchema();
  const known = field?.operators ?? [];
  const options = known.map((op) => ({ value: op, label: operators[op]?.label ?? op }));
  if (value && !known.includes(value)) {
    const name = operators[value]?.label ?? value;
    options.unshift({ value, label: field ? t("list.goneOperator", { name }) : name });
  }
  return (
    <Select
      label={t("list.operator")}
      hideLabel
      whole
      options={options}
      value={value}
      onChange={(op) => op && onChange(op)}
    />
  );
}
