import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Export, exportsApi } from "@/api/leaving";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Avatar, Button, Dialog, TextArea, toast } from "@/ui";
import { Contents } from "./Contents";
import styles from "./leaving.module.css";
import { refreshExports } from "./useExports";

/** What somebody wants to take out, and the decision about it. */
export function ApprovalItem({ item }: { item: Export }) {
  const t = useT();
  const [verdict, setVerdict] = useState<"approve" | "refuse" | null>(null);
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <Avatar name={item.asker.name} size={28} />
        <strong>{t("leaving.asks", { name: item.asker.name, module: item.module_label })}</strong>
        <span className={styles.rows}>{t("leaving.rows", { n: formatNumber(item.rows) })}</span>
        <span className={styles.deeds}>
          <Button kind="quiet" icon="ban" onClick={() => setVerdict("refuse")}>
            {t("leaving.refuse")}
          </Button>
          <Button kind="primary" icon="check" onClick={() => setVerdict("approve")}>
            {t("leaving.approve")}
          </Button>
        </span>
      </div>
      <p className={styles.when}>
        <span>{t("leaving.askedAt", { when: formatInstant(item.asked_at) })}</span>
        <span>{item.format === "csv" ? "CSV" : "Excel"}</span>
        {item.until && <span>{t("leaving.until", { when: formatInstant(item.until) })}</span>}
      </p>
      <Contents item={item} />
      {verdict && (
        <DecideDialog item={item} approve={verdict === "approve"} onClose={() => setVerdict(null)} />
      )}
    </li>
  );
}

interface DecideDialogProps {
  item: Export;
  approve: boolean;
  onClose: () => void;
}

function DecideDialog({ item, approve, onClose }: DecideDialogProps) {
  const t = useT();
  const [reason, setReason] = useState("");
  const decide = useMutation({
    mutationFn: () => exportsApi.decide(item.id, approve, reason.trim()),
    onSuccess: () => {
      toast.good(t(approve ? "leaving.approved" : "leaving.refusedDone"));
      onClose();
      void refreshExports();
    },
    onError: (error) => toast.bad(error.message),
  });
  const names = { name: item.asker.name, n: formatNumber(item.rows) };
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t(approve ? "leaving.approveTitle" : "leaving.refuseTitle", names)}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            kind={approve ? "primary" : "danger"}
            icon={approve ? "check" : "ban"}
            busy={decide.isPending}
            disabled={!approve && !reason.trim()}
            onClick={() => decide.mutate()}
          >
            {t(approve ? "leaving.approve" : "leaving.refuse")}
          </Button>
        </>
      }
    >
      {approve && <p className={`quiet ${styles.before}`}>{t("leaving.approveText")}</p>}
      <TextArea
        label={t(approve ? "leaving.answer" : "leaving.why")}
        required={!approve}
        maxLength={500}
        value={reason}
        onChange={setReason}
        data-autofocus
      />
    </Dialog>
  );
}
