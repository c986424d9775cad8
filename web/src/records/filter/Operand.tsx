import { useState } from "react";
import type { FieldSchema } from "@/api/types";
import { kitOf } from "@/fields";
import { goneOption, selectOptions } from "@/fields/choice/Editor";
import { ReferencesEditor } from "@/fields/reference/Editor";
import { useTags } from "@/fields/tags";
import { useT } from "@/kernel/i18n";
import { parseNumber } from "@/kernel/number";
import { useSchema } from "@/schema";
import { MultiSelect, type Option, TextInput } from "@/ui";
import styles from "./filter.module.css";

interface OperandProps {
  field: FieldSchema;
  op: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

const PLAIN_TEXT = new Set(["contains", "not_contains", "starts_with", "last_four", "domain", "mailbox"]);

/** The operand that the operator asks for: nothing, one, two, several, or a number of days. */
export default function Operand(props: OperandProps) {
  const { operators } = useSchema();
  const arity = operators[props.op]?.arity ?? 1;
  if (arity === 0) return null;
  if (arity === 2) return <Between {...props} />;
  if (arity === "n") return <Several {...props} />;
  if (props.op.endsWith("_n_days")) return <Days {...props} />;
  if (PLAIN_TEXT.has(props.op)) return <Words {...props} />;
  return <One {...props} />;
}

function One({ field, value, onChange }: OperandProps) {
  const t = useT();
  const kit = kitOf(field.type);
  const asked = kit.operand ? { ...field, type: kit.operand } : field;
  const { Editor } = kitOf(asked.type);
  return (
    <Editor
      key={asked.type}
      field={{ ...asked, required: true }}
      value={value ?? null}
      onChange={onChange}
      label={t("list.value")}
      hideLabel
      required
    />
  );
}

function Words({ value, onChange }: OperandProps) {
  const t = useT();
  return (
    <TextInput
      label={t("list.value")}
      hideLabel
      value={typeof value === "string" ? value : ""}
      onChange={onChange}
    />
  );
}

function Days({ value, onChange }: OperandProps) {
  const t = useT();
  return (
    <TextInput
      label={t("field.days")}
      hideLabel
      inputMode="numeric"
      value={value === undefined || value === null ? "" : String(value)}
      onChange={(typed) => onChange(parseNumber(typed) ?? undefined)}
      end={<span className="quiet">{t("field.days")}</span>}
    />
  );
}

function Between(props: OperandProps) {
  const t = useT();
  const pair = Array.isArray(props.value) ? props.value : [null, null];
  return (
    <div className={styles.pair}>
      <One {...props} value={pair[0]} onChange={(from) => props.onChange([from, pair[1] ?? null])} />
      <span className="quiet">{t("field.and")}</span>
      <One {...props} value={pair[1]} onChange={(to) => props.onChange([pair[0] ?? null, to])} />
    </div>
  );
}

function Several({ field, value, onChange }: OperandProps) {
  const t = useT();
  const tags = useTags();
  const list = Array.isArray(value) ? value.map(String) : [];
  if (field.type === "lookup" || field.type === "user") {
    return (
      <ReferencesEditor field={field} value={list} onChange={onChange} label={t("list.value")} hideLabel />
    );
  }
  const options: Option[] =
    field.type === "tags"
      ? tags.map((tag) => ({ value: tag.id, label: tag.label, pigment: tag.color }))
      : selectOptions(field);
  if (options.length === 0) return <WordList value={list} onChange={onChange} />;
  for (const one of list) {
    if (!options.some((option) => option.value === one)) options.push(goneOption(t, one));
  }
  return (
    <MultiSelect
      label={t("list.value")}
      hideLabel
      options={options}
      value={list}
      onChange={onChange}
      placeholder={t("field.choose")}
      nothingText={t("common.nothing")}
      removeLabel={(name) => t("common.remove", { name })}
    />
  );
}

function WordList({ value, onChange }: { value: string[]; onChange: (value: unknown) => void }) {
  const t = useT();
  const [text, setText] = useState(value.join("，"));
  return (
    <TextInput
      label={t("list.value")}
      hideLabel
      placeholder={t("field.separate")}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(
          typed
            .split(/[,，、;；]/)
            .map((word) => word.trim())
            .filter(Boolean),
        );
      }}
    />
  );
}
