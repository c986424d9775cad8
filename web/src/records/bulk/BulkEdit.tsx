import { useState } from "react";
import type { FieldSchema } from "@/api/types";
import { kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { editable, type Module } from "@/schema";
import { Button, IconButton, Select } from "@/ui";
import styles from "./BulkBar.module.css";
import { type BulkDialogProps, Frame, stay } from "./Frame";

/** What may be changed in many at once; the fields of the list come first. */
function bulkFields(module: Module): FieldSchema[] {
  const rank = (key: string) => (module.list_columns.includes(key) ? module.list_columns.indexOf(key) : 99);
  return module.fields
    .filter((field) => editable(module, field) && !field.unique && field.key !== module.title_field)
    .sort((a, b) => rank(a.key) - rank(b.key));
}

/** A few fields of many records at once. */
export function BulkEdit(props: BulkDialogProps) {
  const { module, size, onRun } = props;
  const t = useT();
  const fields = bulkFields(module);
  const [lines, setLines] = useState<{ key: string; value: unknown }[]>([
    { key: fields[0]?.key ?? "", value: null },
  ]);
  const set = (index: number, line: { key: string; value: unknown }) =>
    setLines(lines.map((one, at) => (at === index ? line : one)));
  const left = fields.filter((field) => !lines.some((line) => line.key === field.key));
  const values = Object.fromEntries(lines.map((line) => [line.key, line.value]));
  return (
    <Frame
      {...props}
      title={t("list.bulkEditTitle", { n: formatNumber(size) })}
      confirm={t("common.apply")}
      ready={lines.length > 0}
      onConfirm={() => void onRun("edit", values).catch(stay)}
    >
      <p className="quiet">{t("list.bulkEditText")}</p>
      <div className={styles.lines}>
        {lines.map((line, index) => (
          <EditLine
            key={line.key}
            field={module.byKey[line.key]}
            options={[...left, ...(module.byKey[line.key] ? [module.byKey[line.key] as FieldSchema] : [])]}
            value={line.value}
            onField={(key) => set(index, { key, value: null })}
            onValue={(value) => set(index, { ...line, value })}
            onRemove={() => setLines(lines.filter((_, at) => at !== index))}
          />
        ))}
      </div>
      {left[0] && (
        <div>
          <Button
            kind="text"
            size="sm"
            icon="plus"
            onClick={() => setLines([...lines, { key: left[0]?.key ?? "", value: null }])}
          >
            {t("list.addField")}
          </Button>
        </div>
      )}
    </Frame>
  );
}

interface EditLineProps {
  field: FieldSchema | undefined;
  options: FieldSchema[];
  value: unknown;
  onField: (key: string) => void;
  onValue: (value: unknown) => void;
  onRemove: () => void;
}

function EditLine({ field, options, value, onField, onValue, onRemove }: EditLineProps) {
  const t = useT();
  if (!field) return null;
  const { Editor } = kitOf(field.type);
  return (
    <div className={styles.line}>
      <Select
        label={t("list.field")}
        value={field.key}
        onChange={(key) => key && onField(key)}
        options={options.map((one) => ({ value: one.key, label: one.label }))}
      />
      <Editor field={field} value={value} onChange={onValue} label={field.label} hideLabel={false} />
      <IconButton
        icon="x"
        iconSize={15}
        tip={false}
        label={t("common.remove", { name: field.label })}
        onClick={onRemove}
      />
    </div>
  );
}
