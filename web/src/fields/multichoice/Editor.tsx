import type { FieldSchema } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { MultiSelect } from "@/ui";
import { selectOptions } from "../choice/Editor";
import { asText, type EditorProps, shapeOf } from "../kit";
import { asList } from ".";

/** Options below what is chosen in the field that this one depends on, where that is known. */
function dependent({ field, row }: EditorProps): FieldSchema {
  const above = row && asList(row.values[asText(field.config?.depends_on)]);
  if (!above?.length) return field;
  return {
    ...field,
    options: field.options?.filter((option) => !option.parent || above.includes(option.parent)),
  };
}

/** Picks several. */
export function MultichoiceEditor(props: EditorProps) {
  const t = useT();
  return (
    <MultiSelect
      {...shapeOf(props)}
      value={asList(props.value)}
      onChange={props.onChange}
      options={selectOptions(dependent(props))}
      placeholder={t("field.choose")}
      nothingText={t("common.nothing")}
      removeLabel={(name) => t("common.remove", { name })}
    />
  );
}
