import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { cache } from "@/api/cache";
import type { NotificationItem, NotificationPage } from "@/api/types";
import { notifications } from "@/api/workspace";
import { dayOf, formatFull, formatTime, relativeDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { Button, Icon, type IconName, Skeleton } from "@/ui";
import styles from "./Bell.module.css";
import { refreshNotifications } from "./useNotifications";

const ICONS: Record<string, IconName> = {
  assigned: "user-plus",
  shared: "users-group",
  due: "clock",
  overdue: "alert-circle",
  birthday: "cake",
  follow_up: "message-circle",
  remind: "calendar-event",
  job: "circle-check",
  job_failed: "alert-triangle",
  import: "upload",
  handover: "switch-horizontal",
  export_asked: "send",
  export_approved: "circle-check",
  export_refused: "ban",
  export_expired: "clock",
  mass_view: "alert-triangle",
};

/** Where a notice leads. */
function placeOf(item: NotificationItem): string {
  const told = item.params ?? {};
  if (item.kind === "export_asked") return "/exports?tab=approvals";
  if (item.kind.startsWith("export_") || String(told.text).startsWith("notify_export_")) return "/exports";
  if (item.kind === "mass_view") {
    const [since, until] = [dayOf(String(told.since)), dayOf(String(told.until))];
    return `/settings/audit?person=${told.person}&verb=read&from=${since}&to=${until}`;
  }
  if (item.module && item.record_id) return `/m/${item.module}/${item.record_id}`;
  return item.kind === "handover" && item.module ? `/m/${item.module}` : "/today";
}

function markLocally(what: { ids: string[] } | { all: true }): void {
  cache.setQueryData<NotificationPage>(["notifications"], (page) => {
    if (!page) return page;
    const items = page.items.map((item) =>
      "all" in what || what.ids.includes(item.id) ? { ...item, read: true } : item,
    );
    const now = page.items.filter((item) => !item.read).length - items.filter((item) => !item.read).length;
    return { ...page, items, unread: "all" in what ? 0 : Math.max(0, page.unread - now) };
  });
}

/** Notifications, newest first; opening one marks it. */
export function BellList({ page, onClose }: { page: NotificationPage | undefined; onClose: () => void }) {
  const t = useT();
  const read = useMutation({
    mutationFn: (what: { ids: string[] } | { all: true }) => notifications.read(what),
    onMutate: markLocally,
    onError: () => void refreshNotifications(),
  });
  if (!page) return <Skeleton lines={4} />;
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2>{t("shell.notifications")}</h2>
        {page.unread > 0 && (
          <Button kind="text" size="sm" onClick={() => read.mutate({ all: true })}>
            {t("shell.markAll")}
          </Button>
        )}
      </div>
      {page.items.length === 0 && (
        <div className={styles.empty}>
          <p>{t("shell.noNotifications")}</p>
          <p className="quiet">{t("shell.noNotificationsText")}</p>
        </div>
      )}
      <ul className={styles.list}>
        {page.items.map((item) => (
          <li key={item.id}>
            <Note
              item={item}
              onOpen={() => {
                if (!item.read) read.mutate({ ids: [item.id] });
                onClose();
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Note({ item, onOpen }: { item: NotificationItem; onOpen: () => void }) {
  const day = dayOf(item.at);
  return (
    <Link to={placeOf(item)} className={styles.note} data-read={item.read || undefined} onClick={onOpen}>
      <Icon name={ICONS[item.kind] ?? "bell"} size={17} />
      <span className={styles.words}>
        <strong>{item.title}</strong>
        {item.text && <span>{item.text}</span>}
        <time dateTime={item.at} title={formatFull(item.at)}>
          {relativeDay(day)} {formatTime(item.at)}
        </time>
      </span>
    </Link>
  );
}
