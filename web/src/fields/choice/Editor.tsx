import type { FieldSchema } from "@/api/types";
import { useT } from "@/kernel/i18n";
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

/** Picks one; in a grid the pick is the commit. */
export function ChoiceEditor(props: EditorProps) {
  const t = useT();
  return (
    <Select
      {...shapeOf(props)}
      value={asText(props.value) || null}
      onChange={(value) => {
        props.onChange(value);
        props.onCommit?.(value);
      }}
      options={selectOptions(props.field)}
      placeholder={t("field.choose")}
      nothingText={t("common.nothing")}
      clearLabel={props.required ? undefined : t("common.clear")}
    />
  );
}
