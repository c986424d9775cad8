import type { Outlook } from "@/api/leaving";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Icon, TextArea } from "@/ui";
import styles from "./ExportDialog.module.css";
import { hindranceOf } from "./useOutlook";

interface OutlookPartProps {
  outlook: Outlook;
  reason: string;
  onReason: (reason: string) => void;
}

/** Whether somebody has to approve, and what is left of the day. */
export function OutlookPart({ outlook, reason, onReason }: OutlookPartProps) {
  const t = useT();
  const hindrance = hindranceOf(outlook);
  const { approval, quota } = outlook;
  const numbers = {
    rows: formatNumber(outlook.rows),
    limit: formatNumber(quota.limit ?? 0),
    left: formatNumber(quota.left ?? 0),
    from: formatNumber(approval.from ?? 0),
    names: approval.approvers.slice(0, 3).join(t("leaving.comma")),
  };
  return (
    <div className={styles.outlook} aria-live="polite">
      {quota.limit !== null && <p className={styles.left}>{t("leaving.left", numbers)}</p>}
      {hindrance ? (
        <p className={styles.hindered} role="alert">
          <Icon name="ban" size={16} />
          {t(`leaving.${hindrance}`, numbers)}
        </p>
      ) : (
        approval.needed && (
          <div className={styles.approval}>
            <p>
              <Icon name="shield" size={16} />
              {t(approval.from ? "leaving.needs" : "leaving.needsAlways", numbers)}
            </p>
            <TextArea
              label={t("leaving.reason")}
              help={t("leaving.reasonHelp")}
              required
              maxLength={500}
              rows={2}
              value={reason}
              onChange={onReason}
            />
          </div>
        )
      )}
    </div>
  );
}
