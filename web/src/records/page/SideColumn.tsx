import type { RecordDetail } from "@/api/types";
import type { Module } from "@/schema";
import { useSchema } from "@/schema";
import { NetworkCard } from "../network/NetworkCard";
import { type Journal, journalOf } from "../timeline/journal";
import { NextStep } from "./NextStep";
import { RelatedList } from "./RelatedList";
import styles from "./SideColumn.module.css";

interface SideColumnProps {
  module: Module;
  record: RecordDetail;
  onPlan?: (kind?: string) => void;
  onPeek?: (module: string, id: string) => void;
}

/** The lists of what belongs to a record; the journal's entries are the timeline itself and need no second one. */
function listsOf(module: Module, journal: Journal | null) {
  return module.related.filter((related) => related.module !== journal?.module.key);
}

/** Whether anything stands around records of this module. */
export function hasSide(module: Module, journal: Journal | null): boolean {
  return Boolean(journal) || module.features.includes("network") || listsOf(module, journal).length > 0;
}

/** What stands around the record: what to do next, who, and what belongs to it. */
export function SideColumn({ module, record, onPlan, onPeek }: SideColumnProps) {
  const schema = useSchema();
  const journal = journalOf(schema, module);
  const lists = listsOf(module, journal);
  return (
    <div className={styles.side}>
      <NextStep module={module} record={record} journal={journal} onPlan={onPlan} />
      {module.features.includes("network") && <NetworkCard module={module} record={record} onPeek={onPeek} />}
      {lists.map((related) => (
        <RelatedList key={related.key} module={module} id={record.id} related={related} />
      ))}
    </div>
  );
}
