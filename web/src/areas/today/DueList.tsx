import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { cache } from "@/api/cache";
import { records } from "@/api/records";
import type { PickItem, Today, TodayItem } from "@/api/types";
import { dayOf, formatTime, relativeDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { refreshModule } from "@/records";
import { Checkbox, Icon, type IconName, toast } from "@/ui";
import styles from "./TodayPage.module.css";

const ICONS: Record<string, IconName> = {
  call: "phone",
  email: "mail",
  meeting: "video",
  visit: "map-pin",
  sms: "message",
  wechat: "brand-wechat",
  note: "note",
  task: "list-check",
};

const nameOf = (who: PickItem | string | null | undefined) =>
  typeof who === "string" ? who : (who?.title ?? "");

function mark(id: string, done: boolean): void {
  const set = (items: TodayItem[]) => items.map((item) => (item.id === id ? { ...item, done } : item));
  cache.setQueryData<Today>(
    ["today"],
    (today) =>
      today && {
        ...today,
        overdue: set(today.overdue),
        today: set(today.today),
        upcoming: set(today.upcoming),
      },
  );
}

async function write(item: TodayItem, done: boolean): Promise<void> {
  const record = await records.get(item.module, item.record_id);
  await records.patch(item.module, item.record_id, record.version, { done });
}

/** Follow-ups that are due; one touch ticks them off, and the note at the foot takes it back. */
function useTick() {
  const t = useT();
  const tick = useMutation({
    mutationFn: ({ item, done }: { item: TodayItem; done: boolean }) => write(item, done),
    onMutate: ({ item, done }) => mark(item.id, done),
    onSuccess: (_nothing, { item, done }) => {
      void refreshModule(item.module);
      if (done)
        toast.good(t("today.doneNow"), {
          label: t("common.undo"),
          run: () => tick.mutate({ item, done: false }),
        });
    },
    onError: (error, { item, done }) => {
      mark(item.id, !done);
      toast.bad(error.message);
    },
  });
  return tick;
}

interface DueListProps {
  items: TodayItem[];
  overdue?: boolean;
  dated?: boolean;
}

export function DueList({ items, overdue, dated }: DueListProps) {
  const t = useT();
  const tick = useTick();
  if (items.length === 0) return <p className="quiet">{t("today.nothingDue")}</p>;
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li key={item.id} className={styles.due} data-done={item.done || undefined}>
          <Checkbox
            checked={item.done}
            aria-label={t("today.done", { name: item.title })}
            onChange={(done) => tick.mutate({ item, done })}
          />
          <Icon name={ICONS[item.kind] ?? "list-check"} size={17} className={styles.kind} />
          <DueWords item={item} />
          {item.at && (
            <time dateTime={item.at} className={overdue ? styles.late : styles.time}>
              {overdue || dated ? relativeDay(dayOf(item.at)) : formatTime(item.at)}
            </time>
          )}
        </li>
      ))}
    </ul>
  );
}

function DueWords({ item }: { item: TodayItem }) {
  const who = [nameOf(item.contact), nameOf(item.account)].filter(Boolean).join(" · ");
  return (
    <Link to={`/m/${item.module}/${item.record_id}`} className={styles.words}>
      <span className={styles.what}>{item.title}</span>
      {who && <span className={styles.who}>{who}</span>}
    </Link>
  );
}
