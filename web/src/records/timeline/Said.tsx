import { Link } from "react-router";
import type { FieldSchema, TimelineItem } from "@/api/types";
import { dayOf, formatInstant, formatTime, relativeDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { Checkbox, Icon } from "@/ui";
import { AttachedFiles } from "../attached/parts";
import { isTask, type Journal } from "./journal";
import styles from "./Timeline.module.css";

interface SaidProps {
  item: TimelineItem;
  journal: Journal | null;
  onDone: (done: boolean) => void;
}

const PARTS = ["key_points", "decisions"];

/** What an entry says: its words, what matters in them, what was decided, when to speak again. */
export function Said({ item, journal, onDone }: SaidProps) {
  const values = item.values ?? {};
  if (isTask(item.kind)) return <Task item={item} onDone={onDone} />;
  const parts = PARTS.filter((key) => values[key]).map(
    (key) => [journal?.module.byKey[key], String(values[key])] as const,
  );
  return (
    <>
      {journal?.link !== "contact" && <About item={item} target={journal?.module.byKey.contact?.target} />}
      {item.title && <p className={styles.subject}>{item.title}</p>}
      {item.text && item.text !== item.title && <p className={styles.text}>{item.text}</p>}
      {parts.length > 0 && <Parts parts={parts} />}
      <AttachedFiles files={values.files} />
      <FollowUp at={values.next_follow_up} />
    </>
  );
}

function Parts({ parts }: { parts: (readonly [FieldSchema | undefined, string])[] }) {
  return (
    <dl className={styles.part}>
      {parts.map(([field, words]) => (
        <div key={field?.key ?? words} style={{ display: "contents" }}>
          <dt>{field?.label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whom it was with, on the timelines of companies. */
function About({ item, target }: { item: TimelineItem; target: string | null | undefined }) {
  const name = item.values?.contact_name;
  const id = item.values?.contact;
  if (typeof name !== "string" || !name || typeof id !== "string" || !target) return null;
  return (
    <p>
      <Link className="link" to={`/m/${target}/${id}`}>
        {name}
      </Link>
    </p>
  );
}

function FollowUp({ at }: { at: unknown }) {
  const t = useT();
  if (typeof at !== "string") return null;
  return (
    <p className={styles.follow}>
      <span>
        <Icon name="calendar-event" size={14} />
        {t("timeline.nextAt", { when: nearInstant(at) })}
      </span>
    </p>
  );
}

function Task({ item, onDone }: { item: TimelineItem; onDone: (done: boolean) => void }) {
  const t = useT();
  const values = item.values ?? {};
  const done = Boolean(values.done);
  const due = typeof values.due_at === "string" ? values.due_at : null;
  const late = due !== null && !done && Date.parse(due) < Date.now();
  const words = item.title || item.text;
  return (
    <div className={styles.task} data-done={done || undefined}>
      <Checkbox
        checked={done}
        disabled={!item.record_id}
        aria-label={t("timeline.doneTask", { name: words })}
        onChange={onDone}
      />
      <div>
        <p className={styles.subject}>{words}</p>
        {item.title && item.text && <p className={styles.text}>{item.text}</p>}
        <AttachedFiles files={values.files} />
        {due && (
          <p className={`${styles.follow} ${late ? styles.late : ""}`}>
            <span>
              <Icon name={late ? "alert-circle" : "clock"} size={14} />
              {t(late ? "timeline.overdueSince" : "timeline.dueAt", { when: nearInstant(due) })}
            </span>
          </p>
        )}
      </div>
    </div>
  );
}

/** A moment as people say it: 明天 09:00. */
export function nearInstant(at: string): string {
  const near = relativeDay(dayOf(at));
  return near ? `${near} ${formatTime(at)}` : formatInstant(at);
}
