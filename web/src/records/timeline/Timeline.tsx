import { useEffect, useRef, useState } from "react";
import type { RecordDetail } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { type Module, useSchema } from "@/schema";
import { Broken, Button, Empty, Loading, Menu } from "@/ui";
import { CommentItem } from "../following/CommentItem";
import { DocumentItem } from "../following/DocumentItem";
import { commentsOf, documentsOf } from "../following/shape";
import { changesShown } from "./Changes";
import { byDay, dayTitle } from "./days";
import { Item } from "./Item";
import type { Journal } from "./journal";
import { SYSTEM_KINDS } from "./kinds";
import styles from "./Timeline.module.css";
import { useTimeline } from "./useTimeline";
import { Writing } from "./Writing";

interface TimelineProps {
  module: Module;
  record: RecordDetail;
  journal: Journal | null;
}

/** What was said, done and changed, under its days; writing stands on top. */
export function Timeline({ module, record, journal }: TimelineProps) {
  const t = useT();
  const [kinds, setKinds] = useState("");
  const schema = useSchema();
  const comments = commentsOf(schema, module);
  const documents = documentsOf(schema, module);
  const followed = [
    ...(comments ? [{ key: "comment", label: comments.module.label }] : []),
    ...(documents ? [{ key: "document", label: documents.module.label }] : []),
  ];
  const { items, query } = useTimeline(module.key, record.id, kinds);
  const foot = useSight(() => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
  });
  return (
    <div className={styles.timeline}>
      {(journal || comments?.module.adds) && (
        <Writing
          module={module}
          id={record.id}
          journal={journal}
          comments={comments?.module.adds ? comments : null}
        />
      )}
      <Filter journal={journal} value={kinds} onChange={setKinds} more={followed} />
      {query.isPending && <Loading />}
      {query.error && items.length === 0 && <Broken error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <Empty
          title={t(kinds ? "timeline.nothingOfKind" : "timeline.empty")}
          text={kinds ? undefined : t("timeline.emptyText")}
        />
      )}
      {byDay(items.filter((item) => item.kind !== "changed" || changesShown(item, module).length > 0)).map(
        ({ day, items: entries }) => (
          <section key={day} aria-label={dayTitle(day)}>
            <h3 className={styles.day}>{dayTitle(day)}</h3>
            <ol className={styles.items}>
              {entries.map((item) =>
                item.kind === "comment" && comments ? (
                  <CommentItem
                    key={item.id}
                    item={item}
                    module={module}
                    record={record}
                    comments={comments}
                  />
                ) : item.kind === "document" ? (
                  <DocumentItem key={item.id} item={item} />
                ) : (
                  <Item key={item.id} item={item} module={module} record={record} journal={journal} />
                ),
              )}
            </ol>
          </section>
        ),
      )}
      <div ref={foot} className={styles.foot}>
        {query.isFetchingNextPage && <Loading />}
        {query.error && items.length > 0 && (
          <Broken error={query.error} retry={() => void query.fetchNextPage()} />
        )}
      </div>
    </div>
  );
}

interface FilterProps {
  journal: Journal | null;
  value: string;
  onChange: (kinds: string) => void;
  more: { key: string; label: string }[];
}

function Filter({ journal, value, onChange, more }: FilterProps) {
  const t = useT();
  const talks = journal?.kinds ?? [];
  const choices = [
    { key: "", label: t("timeline.allKinds") },
    ...talks.map((kind) => ({ key: kind.value, label: kind.label })),
    ...more,
    { key: SYSTEM_KINDS.join(","), label: t("timeline.changes") },
  ];
  const current = choices.find((choice) => choice.key === value);
  return (
    <div className={styles.filter}>
      <h2 className={styles.title}>{t("timeline.title")}</h2>
      <Menu
        label={t("timeline.filter")}
        entries={choices.map((choice) => ({
          key: choice.key || "all",
          label: choice.label,
          checked: choice.key === value,
          onClick: () => onChange(choice.key),
        }))}
      >
        <Button kind="quiet" size="sm" icon="filter">
          {current?.label ?? t("timeline.allKinds")}
        </Button>
      </Menu>
    </div>
  );
}

/** Calls back when the element comes near the screen. */
function useSight(run: () => void) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const node = place.current;
    if (!node) return;
    const watch = new IntersectionObserver(
      (seen) => seen.some((one) => one.isIntersecting) && latest.current(),
      { rootMargin: "400px" },
    );
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  return place;
}
