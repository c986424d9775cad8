import { useT } from "@/kernel/i18n";
import { MultiSelect } from "@/ui";
import { type EditorProps, shapeOf } from "../kit";
import { asList } from "../multichoice";
import { useTags } from ".";

/** Picks tags; each says which one it stands below. */
export function TagsEditor(props: EditorProps) {
  const t = useT();
  const tags = useTags();
  const labels = new Map(tags.map((tag) => [tag.id, tag.label]));
  const options = tags.map((tag) => ({
    value: tag.id,
    label: tag.label,
    hint: tag.parent ? labels.get(tag.parent) : undefined,
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
