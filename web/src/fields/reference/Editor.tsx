import { useState } from "react";
import { useT } from "@/kernel/i18n";
import { MultiSelect, type Option, Select } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";
import { targetOf } from ".";
import { isGone, knownName, useRefName } from "./names";
import { usePick } from "./usePick";

/** Finds a record of the target module by name, pinyin or initials. */
export function ReferenceEditor(props: EditorProps) {
  const t = useT();
  const [text, setText] = useState("");
  const target = targetOf(props.field);
  const id = asText(props.value) || null;
  const given = props.row?.titles?.[props.field.key];
  const asked = useRefName(
    target,
    typeof given === "string" && props.row?.values[props.field.key] === id ? null : id,
  );
  const name = asked || (typeof given === "string" ? given : "");
  const items = usePick(target, text);
  const options: Option[] = items.map((item) => ({ value: item.id, label: item.title, hint: item.subtitle }));
  if (id && !options.some((option) => option.value === id))
    options.unshift({ value: id, label: name || (isGone(target, id) ? t("field.goneRecord", { id }) : "…") });
  return (
    <Select
      {...shapeOf(props)}
      value={id}
      onChange={(value) => {
        props.onChange(value);
        props.onCommit?.(value);
        setText("");
      }}
      options={options}
      onSearch={setText}
      placeholder={t("field.pick")}
      nothingText={t("field.nobody")}
      clearLabel={props.required ? undefined : t("common.clear")}
    />
  );
}

interface ReferencesProps extends Omit<EditorProps, "value" | "onChange"> {
  value: string[];
  onChange: (ids: string[]) => void;
}

/** Several records of the target module; for conditions and bulk work. */
export function ReferencesEditor(props: ReferencesProps) {
  const t = useT();
  const [text, setText] = useState("");
  const target = targetOf(props.field);
  const items = usePick(target, text);
  const nameless = props.value.find((id) => !knownName(target, id) && !isGone(target, id));
  useRefName(target, nameless ?? null);
  const options: Option[] = items.map((item) => ({ value: item.id, label: item.title, hint: item.subtitle }));
  for (const id of props.value) {
    if (!options.some((option) => option.value === id))
      options.push({
        value: id,
        label: knownName(target, id) ?? (isGone(target, id) ? t("field.goneRecord", { id }) : id),
      });
  }
  return (
    <MultiSelect
      {...shapeOf({ ...props, onChange: () => {} })}
      value={props.value}
      onChange={props.onChange}
      options={options}
      onSearch={setText}
      placeholder={t("field.pick")}
      nothingText={t("field.nobody")}
      removeLabel={(name) => t("common.remove", { name })}
    />
  );
}
