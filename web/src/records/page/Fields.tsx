import { useState } from "react";
import type { FieldSchema, RecordDetail } from "@/api/types";
import { isEmptyValue, kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { editable, fieldsOf, type Module } from "@/schema";
import { Button } from "@/ui";
import { FieldRow } from "./FieldRow";
import styles from "./Fields.module.css";
import { MaskedRow } from "./MaskedRow";
import { Mend } from "./Mend";

interface FieldsProps {
  module: Module;
  record: RecordDetail;
}

/** All that is known, by section; each value is edited in its place. Empty fields wait behind one word. */
export function Fields({ module, record }: FieldsProps) {
  return (
    <div className={styles.fields}>
      <Mend module={module} record={record} />
      {module.sections.map((section, index) => (
        <FieldSection
          key={section.key}
          title={section.label}
          // The stage stands above as a path, the file's other columns below; neither stands twice.
          fields={fieldsOf(module, section.fields).filter(
            (field) => field.type !== "json" && field.key !== module.stage_field,
          )}
          module={module}
          record={record}
          first={index === 0}
        />
      ))}
      <OtherColumns module={module} record={record} />
    </div>
  );
}

interface FieldSectionProps extends FieldsProps {
  title: string;
  fields: FieldSchema[];
  first: boolean;
}

function FieldSection({ title, fields, module, record, first }: FieldSectionProps) {
  const t = useT();
  const [all, setAll] = useState(false);
  const filled = fields.filter(
    (field) => !isEmptyValue(record.values[field.key]) || record.masked?.[field.key],
  );
  // What can neither be read nor filled in is no use to anybody.
  const possible = fields.filter((field) => filled.includes(field) || mayEdit(module, record, field));
  const shown = first || all ? possible : filled;
  const hidden = possible.length - shown.length;
  if (possible.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{title}</h2>
      <dl>
        {shown.map((field) =>
          record.masked?.[field.key] ? (
            <MaskedRow key={`${field.key}:${record.version}`} field={field} module={module} record={record} />
          ) : (
            <FieldRow
              key={field.key}
              field={field}
              module={module}
              record={record}
              open={mayEdit(module, record, field)}
            />
          ),
        )}
      </dl>
      {hidden > 0 && (
        <Button kind="text" size="sm" icon="plus" onClick={() => setAll(true)}>
          {t("record.fillMore", { n: hidden })}
        </Button>
      )}
    </section>
  );
}

// What is covered but empty may be filled in like any other.
const mayEdit = (module: Module, record: RecordDetail, field: FieldSchema) =>
  editable(module, { ...field, mask: null }) && record.writable.includes(field.key);

function OtherColumns({ module, record }: FieldsProps) {
  const t = useT();
  const field = module.byKey.other_columns;
  const value = record.values.other_columns;
  if (!field || typeof value !== "object" || value === null || Object.keys(value).length === 0) return null;
  const { Detail, Cell } = kitOf("json");
  const Show = Detail ?? Cell;
  return (
    <section className={styles.section}>
      <h2 className={styles.title}>{field.label}</h2>
      <p className={styles.note}>{t("record.otherColumns")}</p>
      <Show field={field} value={value} row={record} />
    </section>
  );
}
