import type { RecordDetail, TimelineItem } from "@/api/types";
import { dayOf, formatTime, relativeDay, weekday } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { lineStart } from "@/kernel/text";
import type { Module } from "@/schema";
import { Button } from "@/ui";
import { isTask, type Journal } from "../timeline/journal";
import { useTimeline } from "../timeline/useTimeline";
import { useEntryDeeds } from "../timeline/useWriting";
import styles from "./SideColumn.module.css";

interface NextStepProps {
  module: Module;
  record: RecordDetail;
  journal: Journal | null;
  onPlan?: (kind?: string) => void;
}

interface Step {
  at: string;
  words: string;
  task: TimelineItem | null;
}

/** The nearest thing that is promised: an open task or the agreed follow-up. */
function nearest(items: TimelineItem[], record: RecordDetail, followUp: string): Step | null {
  const tasks: Step[] = items
    .filter((item) => isTask(item.kind) && !item.values?.done && typeof item.values?.due_at === "string")
    .map((item) => ({ at: String(item.values?.due_at), words: item.title || item.text, task: item }));
  const agreed = record.values.next_follow_up;
  if (typeof agreed === "string" && agreed) tasks.push({ at: agreed, words: followUp, task: null });
  return tasks.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}

/** What to do next with this record, or the way to agree on something. */
export function NextStep({ module, record, journal, onPlan }: NextStepProps) {
  const t = useT();
  const { items } = useTimeline(module.key, record.id, "", module.features.includes("timeline"));
  const deeds = useEntryDeeds(module.key, record.id, journal);
  const step = nearest(items, record, module.byKey.next_follow_up?.label ?? "");
  if (!journal && !step) return null;
  const late = step !== null && Date.parse(step.at) < Date.now();
  const task = step?.task;
  return (
    <section>
      <div className={styles.head}>
        <h2>{t("record.nextStep")}</h2>
      </div>
      {step ? (
        <div className={`${styles.card} ${styles.next}`} data-late={late || undefined}>
          <div>
            <p className={styles.when}>
              {momentWords(step.at)} {late && <span className={styles.late}>{t("record.overdue")}</span>}
            </p>
            <p>{step.words}</p>
          </div>
          {task?.record_id ? (
            <span className={styles.end}>
              <Button
                size="sm"
                icon="check"
                onClick={() => deeds.patch.mutate({ item: task, values: { done: true } })}
              >
                {t("common.done")}
              </Button>
            </span>
          ) : (
            onPlan &&
            !task && (
              <span className={styles.end}>
                <Button size="sm" onClick={() => onPlan()}>
                  {t("record.log")}
                </Button>
              </span>
            )
          )}
        </div>
      ) : (
        <div className={`${styles.card} ${styles.next}`} data-none>
          <p>{t("record.noNextStep")}</p>
          {onPlan && (
            <Button size="sm" icon="plus" onClick={() => onPlan("task")}>
              {t("record.plan")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** 明天 周三 15:00. */
function momentWords(at: string): string {
  const day = dayOf(at);
  return `${lineStart(relativeDay(day))} ${weekday(day)} ${formatTime(at)}`;
}
