import type { Belongings } from "@/api/handovers";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import styles from "./handover.module.css";

/** What goes along by itself, and what stands in the name and is settled elsewhere. */
export function Others({ owned }: { owned: Belongings }) {
  const t = useT();
  const along = owned.along.filter((one) => one.count > 0);
  const { shares } = owned.others;
  if (along.length + shares === 0) return null;
  return (
    <dl className={styles.others}>
      {along.length > 0 && (
        <div>
          <dt>{t("handover.along")}</dt>
          {along.map((one) => (
            <dd key={one.module}>
              {t("handover.alongItem", { label: one.label, n: formatNumber(one.count) })}
            </dd>
          ))}
        </div>
      )}
      {shares > 0 && (
        <div>
          <dt>{t("handover.others")}</dt>
          <dd>{t("handover.shares", { n: formatNumber(shares) })}</dd>
        </div>
      )}
    </dl>
  );
}
