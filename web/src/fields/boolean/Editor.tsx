import { useT } from "@/kernel/i18n";
import { Select } from "@/ui";
import { type EditorProps, shapeOf } from "../kit";

/** Yes or no by word, because 'not said' is an answer too. */
export function BooleanEditor(props: EditorProps) {
  const t = useT();
  const pick = (picked: string | null) => {
    const value = picked === null ? null : picked === "yes";
    props.onChange(value);
    props.onCommit?.(value);
  };
  return (
    <Select
      {...shapeOf(props)}
      value={props.value === true ? "yes" : props.value === false ? "no" : null}
      onChange={pick}
      clearLabel={props.required ? undefined : t("common.clear")}
      options={[
        { value: "yes", label: t("field.yes") },
        { value: "no", label: t("field.no") },
      ]}
    />
  );
}
