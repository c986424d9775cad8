import { useT } from "@/kernel/i18n";
import { MultiSelect } from "@/ui";
import { type EditorProps, shapeOf } from "../kit";
import { asList } from "../multichoice";
import { useTags } from ".";

/** Picks tags by any part of their path. */
export function TagsEditor(props: EditorProps) {
  const t = useT();
  const options = useTags().map((tag) => ({
    value: tag.id,
    label: tag.label,
    hint: tag.path !== tag.label ? tag.path : undefined,
    pigment: tag.color,
  }));
  return (
    <MultiSelect
      {...shapeOf(props)}
      value={asList(props.value)}
      onChange={props.onChange}
      options={options}
      placeholder={t("field.choose")}
      nothingText={t("common.nothing")}
      removeLabel={(name) => t("common.remove", { name })}
    />
  );
}
