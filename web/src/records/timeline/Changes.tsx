import type { Change, FieldSchema, RecordDetail, TimelineItem } from "@/api/types";
import { kitOf, useRefName } from "@/fields";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import styles from "./Timeline.module.css";

interface ChangesProps {
  item: TimelineItem;
  module: Module;
  record: RecordDetail;
}

/** The changes that say something to people: of fields that they may see, and not the notes of an import. */
export function changesShown(item: TimelineItem, module: Module): Change[] {
  return (item.changes ?? []).filter((change) => {
    const field = module.byKey[change.field];
    return field !== undefined && field.type !== "json";
  });
}

/** What changed in the record: field, value before, value after. */
export function Changes({ item, module, record }: ChangesProps) {
  const shown = changesShown(item, module);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.changes}>
      {shown.map((change) => (
        <Line key={change.field} change={change} field={module.byKey[change.field]} record={record} />
      ))}
    </ul>
  );
}

interface LineProps {
  change: Change;
  field: FieldSchema | undefined;
  record: RecordDetail;
}

function Line({ change, field, record }: LineProps) {
  const t = useT();
  if (!field) return null;
  // Whole lists of children are too long to stand twice; that they changed is what matters here.
  if (["tags", "employments"].includes(field.type)) return <li>{field.label}</li>;
  return (
    <li>
      {field.label}
      {t("timeline.colon")}
      {!isNothing(change.before) && (
        <>
          <span className={styles.old}>
            <Value value={change.before} field={field} record={record} />
          </span>
          {" → "}
        </>
      )}
      {isNothing(change.after) ? (
        t("timeline.emptied")
      ) : (
        <Value value={change.after} field={field} record={record} />
      )}
    </li>
  );
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

function Value({ value, field, record }: { value: unknown; field: FieldSchema; record: RecordDetail }) {
  if (field.type === "lookup" || field.type === "user") {
    return <Reference target={field.target ?? "users"} id={String(value)} />;
  }
  return <>{kitOf(field.type).text(value, field, record) || String(value)}</>;
}

function Reference({ target, id }: { target: string; id: string }) {
  return <>{useRefName(target, id) || "—"}</>;
}
