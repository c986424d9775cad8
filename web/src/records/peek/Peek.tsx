import { Suspense, useEffect, useRef, useState } from "react";
import { isProblem } from "@/api/problem";
import type { RecordDetail } from "@/api/types";
import { isEmptyValue, kitOf } from "@/fields";
import { laterTexts, useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { fieldsOf, type Module, titleOf, useSchema } from "@/schema";
import { Avatar, Broken, IconButton, LinkButton, Loading, Refused, Skeleton, Tabs } from "@/ui";
import { useRecord } from "../data/queries";
import { commentsOf, documentsOf } from "../following/shape";
import styles from "./Peek.module.css";

const PeekFollowed = late(async () => {
  const [part] = await Promise.all([import("./PeekFollowed"), laterTexts()]);
  return part.PeekFollowed;
});

interface PeekProps {
  module: Module;
  id: string;
  onClose: () => void;
}

/** A record beside its list: enough to decide, without leaving. Esc goes back to the row. */
export function Peek({ module, id, onClose }: PeekProps) {
  const t = useT();
  const query = useRecord(module.key, id);
  const panel = useRef<HTMLElement>(null);
  const title = query.data ? titleOf(module, query.data) : "";
  // Each new record takes the focus, so that Esc and Tab work from there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the id is the reason to focus anew.
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <aside
      ref={panel}
      className={styles.peek}
      tabIndex={-1}
      aria-label={title ? `${t("list.peek")}：${title}` : t("list.peek")}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      <div className={styles.bar}>
        <LinkButton to={`/m/${module.key}/${id}`} kind="quiet" size="sm" icon="external-link">
          {t("list.openFull")}
        </LinkButton>
        <IconButton icon="x" label={t("list.closePeek")} tip={false} onClick={onClose} />
      </div>
      {query.data ? (
        <PeekBody module={module} record={query.data} title={title} />
      ) : (
        <PeekWait error={query.error} retry={() => void query.refetch()} />
      )}
    </aside>
  );
}

function PeekWait({ error, retry }: { error: unknown; retry: () => void }) {
  if (isProblem(error, 404)) return <Refused />;
  if (error) return <Broken error={error} retry={retry} />;
  return (
    <div className={styles.body}>
      <Skeleton lines={6} />
    </div>
  );
}

function PeekBody({ module, record, title }: { module: Module; record: RecordDetail; title: string }) {
  const t = useT();
  const schema = useSchema();
  const documents = documentsOf(schema, module);
  const comments = commentsOf(schema, module);
  const [tab, setTab] = useState("fields");
  const tabs = [
    { key: "fields", label: t("record.tab_fields") },
    ...(documents ? [{ key: "files", label: t("record.tab_files") }] : []),
    ...(comments ? [{ key: "comments", label: comments.module.label }] : []),
  ];
  return (
    <div className={styles.body}>
      <header className={styles.head}>
        <Avatar name={title} size={44} />
        <h2 className={`${styles.title} display`}>{title}</h2>
      </header>
      {tabs.length > 1 && <Tabs label={t("record.parts")} value={tab} onChange={setTab} tabs={tabs} />}
      {tab === "fields" &&
        module.sections.map((section) => (
          <PeekSection
            key={section.key}
            module={module}
            record={record}
            label={section.label}
            keys={section.fields}
          />
        ))}
      {tab !== "fields" && (
        <Suspense fallback={<Loading />}>
          <PeekFollowed
            key={tab}
            module={module}
            record={record}
            documents={tab === "files" ? documents : null}
            comments={tab === "comments" ? comments : null}
          />
        </Suspense>
      )}
    </div>
  );
}

interface PeekSectionProps {
  module: Module;
  record: RecordDetail;
  label: string;
  keys: string[];
}

function PeekSection({ module, record, label, keys }: PeekSectionProps) {
  const fields = fieldsOf(module, keys).filter(
    (field) =>
      field.key !== module.title_field &&
      (!isEmptyValue(record.values[field.key]) || record.masked?.[field.key]),
  );
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{label}</h3>
      <dl className={styles.lines}>
        {fields.map((field) => {
          const kit = kitOf(field.type);
          const Show = kit.Detail ?? kit.Cell;
          return (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd>
                {record.masked?.[field.key] ?? (
                  <Show field={field} value={record.values[field.key]} row={record} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
