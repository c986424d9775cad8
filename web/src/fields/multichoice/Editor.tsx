import { useT } from "@/kernel/i18n";
import { MultiSelect } from "@/ui";
import { selectOptions } from "../choice/Editor";
import { type EditorProps, shapeOf } from "../kit";
import { asList } from ".";

/** Picks several. */
export function MultichoiceEditor(props: EditorProps) {
  const t = useT();
  return (
    <MultiSelect
      {...shapeOf(props)}
      value={asList(props.value)}
      onChange={props.onChange}
      options={selectOptions(props.field)}
      placeholder={t("field.choose")}
      nothingText={t("common.nothing")}
      removeLabel={(name) => t("common.remove", { name })}
    />
  );
}
