import type { FieldSchema } from "@/api/types";
import { type T, useT } from "@/kernel/i18n";
import { type Option, Select } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

/** Options for a select, each with the name of its parent where the list is a tree. */
export function selectOptions(field: FieldSchema): Option[] {
  const options = field.options ?? [];
  const labels = new Map(options.map((option) => [option.value, option.label]));
  return options.map(({ value, label, color, parent }) => ({
    value,
    label,
    pigment: color,
    hint: parent ? labels.get(parent) : undefined,
  }));
}

/** What stands for a value that is no option any more. */
export const goneOption = (t: T, value: string): Option => ({
  value,
  label: t("field.goneOption", { name: value }),
  pigment: "gamboge",
});

/** Picks one; in a grid the pick is the commit. */
export function ChoiceEditor(props: EditorProps) {
  const t = useT();
  const value = asText(props.value) || null;
  const options = selectOptions(props.field);
  if (value && !options.some((option) => option.value === value)) options.unshift(goneOption(t, value));
  return (
    <Select
      {...shapeOf(props)}
      value={value}
      onChange={(value) => {
        props.onChange(value);
        props.onCommit?.(value);
      }}
      options={options}
      placeholder={t("field.choose")}
      nothingText={t("common.nothing")}
      clearLabel={props.required ? undefined : t("common.clear")}
    />
  );
}
