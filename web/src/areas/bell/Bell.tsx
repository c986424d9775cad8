import { Suspense, useState } from "react";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { Icon, Popover, Skeleton } from "@/ui";
import styles from "./Bell.module.css";
import { useNotifications } from "./useNotifications";

const BellList = late(async () => (await import("./BellList")).BellList);

/** How many things wait, live; the list opens below. */
export function Bell() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { data } = useNotifications(open);
  const unread = data?.unread ?? boot().unread ?? 0;
  const label = unread > 0 ? t("shell.unread", { n: unread }) : t("shell.notifications");
  return (
    <Popover
      open={open}
      onClose={() => setOpen(false)}
      label={t("shell.notifications")}
      position="bottom-end"
      width={360}
      target={
        <button
          type="button"
          className={styles.bell}
          aria-label={label}
          title={label}
          aria-expanded={open}
          onPointerEnter={() => void BellList.preload()}
          onClick={() => setOpen(!open)}
        >
          <Icon name="bell" size={18} />
          {unread > 0 && <span className={styles.count}>{unread > 99 ? "99+" : unread}</span>}
        </button>
      }
    >
      <Suspense fallback={<Skeleton lines={4} />}>
        <BellList page={data} onClose={() => setOpen(false)} />
      </Suspense>
    </Popover>
  );
}
