import type { RecordDetail } from "@/api/types";
import type { Module } from "@/schema";
import { useSchema } from "@/schema";
import { NetworkCard } from "../network/NetworkCard";
import { journalOf } from "../timeline/journal";
import { NextStep } from "./NextStep";
import { RelatedList } from "./RelatedList";
import styles from "./SideColumn.module.css";

interface SideColumnProps {
  module: Module;
  record: RecordDetail;
  onPlan?: (kind?: string) => void;
  onPeek?: (module: string, id: string) => void;
}

/** What stands around the record: what to do next, who, and what belongs to it. */
export function SideColumn({ module, record, onPlan, onPeek }: SideColumnProps) {
  const schema = useSchema();
  const journal = journalOf(schema, module);
  // The journal's entries are the timeline itself; they need no second list.
  const lists = module.related.filter((related) => related.module !== journal?.module.key);
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
