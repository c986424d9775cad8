import type { Export } from "@/api/leaving";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import styles from "./leaving.module.css";

/** What an export holds: which records, which columns, what of it is personal, what it is for. */
export function Contents({ item }: { item: Export }) {
  const t = useT();
  const { columns, personal, more } = item;
  const list = (names: string[]) => names.join(t("leaving.comma"));
  const hidden = more.columns > 0 ? t("leaving.hiddenColumns", { n: formatNumber(more.columns) }) : "";
  const hiddenPersonal =
    more.personal > 0 ? t("leaving.hiddenPersonal", { n: formatNumber(more.personal) }) : "";
  const sensitive = [list(personal), hiddenPersonal].filter(Boolean).join(t("leaving.comma"));
  return (
    <dl className={styles.facts}>
      <dt>{t("leaving.conditions")}</dt>
      <dd>{item.conditions}</dd>
      {columns.length + more.columns > 0 && (
        <>
          <dt>{t("leaving.columns", { n: formatNumber(columns.length + more.columns) })}</dt>
          <dd>{[list(columns), hidden].filter(Boolean).join(t("leaving.comma"))}</dd>
          <dt>{t("leaving.personalColumns")}</dt>
          <dd data-personal={sensitive ? true : undefined}>{sensitive || t("leaving.noPersonal")}</dd>
        </>
      )}
      {item.reason && (
        <>
          <dt>{t("leaving.reason")}</dt>
          <dd className={styles.said}>{item.reason}</dd>
        </>
      )}
    </dl>
  );
}
