import { useQuery } from "@tanstack/react-query";
import { sharing } from "@/api/sharing";
import { dayOf, formatDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Avatar } from "@/ui";
import styles from "./sharing.module.css";

/** Who owned a record before. */
export function Former({ module, id }: { module: Module; id: string }) {
  const t = useT();
  const found = useQuery({
    queryKey: ["owners", module.key, id],
    queryFn: () => sharing.owners(module.key, id),
  });
  if (!found.data?.owners.length) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t("handover.former")}</h3>
      <ul className={styles.list}>
        {found.data.owners.map((one) => (
          <li key={one.until} className={styles.person}>
            <Avatar name={one.name} size={28} />
            <span>
              <strong>{one.name}</strong>
              <span className={styles.why}>
                {t("handover.formerUntil", { day: formatDay(dayOf(one.until), true) })} ·{" "}
                {t(one.way === "handover" ? "handover.formerHandover" : "handover.formerEdit", {
                  by: one.by,
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
