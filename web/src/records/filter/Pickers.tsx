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
  return (
    <Select
      label={t("list.field")}
      hideLabel
      options={options}
      value={value}
      onChange={(key) => key && onChange(key)}
      nothingText={t("common.nothing")}
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
  const options = (field?.operators ?? []).map((op) => ({ value: op, label: operators[op]?.label ?? op }));
  return (
    <Select
      label={t("list.operator")}
      hideLabel
      options={options}
      value={value}
      onChange={(op) => op && onChange(op)}
    />
  );
}
