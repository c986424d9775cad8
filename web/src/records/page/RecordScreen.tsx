import { Suspense, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { RecordDetail } from "@/api/types";
import { useHotkeys } from "@/kernel/hotkeys";
import { laterTexts, type TextKey, useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { type Module, titleOf, useSchema } from "@/schema";
import { Loading, Tabs, useDocumentTitle, useIsNarrow, useIsPhone } from "@/ui";
import { documentsOf } from "../following/shape";
import { journalOf } from "../timeline/journal";
import { composeRequest } from "../timeline/state";
import { Timeline } from "../timeline/Timeline";
import { Fields } from "./Fields";
import { Header } from "./Header";
import { neighboursOf } from "./neighbours";
import styles from "./RecordScreen.module.css";
import { hasSide, SideColumn } from "./SideColumn";
import { StagePath } from "./StagePath";

// The peek belongs to the list's chunk; a record fetches it when somebody of the network is looked at.
const Peek = late(async () => (await import("../peek/Peek")).Peek);
// Few look at the files of a record first.
const FilesPanel = late(async () => {
  const [page] = await Promise.all([import("../following/FilesPanel"), laterTexts()]);
  return page.FilesPanel;
});

interface RecordScreenProps {
  module: Module;
  record: RecordDetail;
}

type TabKey = "timeline" | "side" | "fields" | "files";

/** Header, stage path, then three columns; below 1180 the right one is a tab, below 760 the left one too. */
export function RecordScreen({ module, record }: RecordScreenProps) {
  const phone = useIsPhone();
  const narrow = useIsNarrow();
  const schema = useSchema();
  const journal = journalOf(schema, module);
  const lively = module.features.includes("timeline");
  const sided = hasSide(module, journal);
  const documents = documentsOf(schema, module);
  const tabs: TabKey[] = [
    ...(lively ? (["timeline"] as const) : []),
    ...(phone || !lively ? (["fields"] as const) : []),
    ...(documents ? (["files"] as const) : []),
    ...(narrow && sided ? (["side"] as const) : []),
  ];
  const peek = usePeek();
  const [params] = useSearchParams();
  const [wish, setWish] = useState<TabKey>(params.get("tab") === "files" ? "files" : "timeline");
  const tab = tabs.includes(wish) ? wish : (tabs[0] ?? "fields");
  useDocumentTitle(titleOf(module, record));
  useRecordKeys(module, record, () => setWish("timeline"));
  const log = (kind?: string) => {
    setWish("timeline");
    composeRequest(kind);
  };
  return (
    <div className={styles.screen}>
      <Header module={module} record={record} onLog={journal ? log : undefined} />
      {module.stage_field && <StagePath module={module} record={record} />}
      <div
        className={styles.columns}
        data-phone={phone || undefined}
        data-narrow={narrow || undefined}
        data-alone={!sided || undefined}
      >
        {!phone && lively && (
          <aside className={styles.left}>
            <Fields module={module} record={record} />
          </aside>
        )}
        <div className={styles.centre}>
          {tabs.length > 1 && <RecordTabs tabs={tabs} value={tab} onChange={setWish} />}
          {tab === "timeline" && <Timeline module={module} record={record} journal={journal} />}
          {tab === "fields" && (
            <div className={styles.pad}>
              <Fields module={module} record={record} />
            </div>
          )}
          {tab === "files" && documents && (
            <Suspense fallback={<Loading />}>
              <FilesPanel module={module} record={record} documents={documents} />
            </Suspense>
          )}
          {tab === "side" && (
            <div className={styles.pad}>
              <SideColumn module={module} record={record} onPlan={journal ? log : undefined} />
            </div>
          )}
        </div>
        {!narrow && sided && (
          <aside className={styles.right}>
            <SideColumn
              module={module}
              record={record}
              onPlan={journal ? log : undefined}
              onPeek={peek.open}
            />
          </aside>
        )}
        {!narrow && peek.module && (
          <div className={styles.peek}>
            <Suspense fallback={null}>
              <Peek module={peek.module} id={peek.id} onClose={peek.close} />
            </Suspense>
          </div>
        )}
      </div>
    </div>
  );
}

/** Somebody of the network beside the page; closing gives the focus back. */
function usePeek() {
  const schema = useSchema();
  const [shown, setShown] = useState<{ module: string; id: string } | null>(null);
  const from = useRef<HTMLElement | null>(null);
  return {
    module: shown ? (schema.byKey[shown.module] ?? null) : null,
    id: shown?.id ?? "",
    open: (module: string, id: string) => {
      from.current = document.activeElement as HTMLElement | null;
      setShown({ module, id });
    },
    close: () => {
      setShown(null);
      from.current?.focus();
    },
  };
}

interface RecordTabsProps {
  tabs: TabKey[];
  value: TabKey;
  onChange: (key: TabKey) => void;
}

function RecordTabs({ tabs, value, onChange }: RecordTabsProps) {
  const t = useT();
  return (
    <div className={styles.tabs}>
      <Tabs
        label={t("record.parts")}
        value={value}
        onChange={(key) => onChange(key as TabKey)}
        tabs={tabs.map((key) => ({ key, label: t(`record.tab_${key}` as TextKey) }))}
      />
    </div>
  );
}

function useRecordKeys(module: Module, record: RecordDetail, showTimeline: () => void) {
  const navigate = useNavigate();
  const go = (id: string | null | undefined) => {
    if (id) void navigate(`/m/${module.key}/${id}`, { replace: true });
  };
  useHotkeys({
    n: () => {
      showTimeline();
      composeRequest();
    },
    j: () => go(neighboursOf(module.key, record.id)?.after),
    k: () => go(neighboursOf(module.key, record.id)?.before),
  });
}
