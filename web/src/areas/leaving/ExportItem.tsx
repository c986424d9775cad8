import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { type Export, exportsApi } from "@/api/leaving";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { download } from "@/records/exporting/exportRecords";
import { Button, Confirm, Pill, toast } from "@/ui";
import { Contents } from "./Contents";
import styles from "./leaving.module.css";
import { pigmentOf, refreshExports } from "./useExports";

/** One export on its way: where it stands, what it holds, and its file; `of` names the asker to somebody else. */
export function ExportItem({ item, of }: { item: Export; of?: string }) {
  const t = useT();
  const n = formatNumber(item.rows);
  const letOut = of !== undefined && item.decided_at !== null && item.state !== "refused";
  const decided = item.state === "refused" ? "leaving.refusedBy" : "leaving.approvedBy";
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <strong>
          {of
            ? `${of} · ${t("leaving.what", { module: item.module_label, n })}`
            : t("leaving.what", { module: item.module_label, n })}
        </strong>
        <Pill pigment={letOut ? "malachite" : pigmentOf(item)} dot>
          {t(letOut ? "leaving.released" : `leaving.${item.state}`)}
        </Pill>
        <span className={styles.deeds}>
          <Deeds item={item} />
        </span>
      </div>
      <p className={styles.when}>
        <span>{t("leaving.askedAt", { when: formatInstant(item.asked_at) })}</span>
        <span>{item.format === "csv" ? "CSV" : "Excel"}</span>
        {item.until && <span>{t("leaving.until", { when: formatInstant(item.until) })}</span>}
        {item.decided_by && !of && <span>{t(decided, { name: item.decided_by })}</span>}
      </p>
      {item.answer && <p className={styles.answer}>{item.answer}</p>}
      {item.state === "failed" && item.job?.error && (
        <p className={styles.answer} data-bad>
          {item.job.error.message}
        </p>
      )}
      <Contents item={item} />
    </li>
  );
}

function Deeds({ item }: { item: Export }) {
  const t = useT();
  const [sure, setSure] = useState(false);
  const withdraw = useMutation({
    mutationFn: () => exportsApi.withdraw(item.id),
    onSuccess: () => toast.good(t("leaving.withdrawDone")),
    onError: (error) => toast.bad(error.message),
    onSettled: () => void refreshExports(),
  });
  const url = item.url;
  if (url)
    return (
      <Button icon="download" onClick={() => download(url)}>
        {t("leaving.download")}
      </Button>
    );
  if (item.state !== "waiting") return null;
  return (
    <>
      <Button busy={withdraw.isPending} onClick={() => setSure(true)}>
        {t("leaving.withdraw")}
      </Button>
      <Confirm
        open={sure}
        onClose={() => setSure(false)}
        onConfirm={() => {
          setSure(false);
          withdraw.mutate();
        }}
        title={t("leaving.withdrawTitle")}
        text={t("leaving.withdrawText")}
        confirm={t("leaving.withdraw")}
        cancel={t("common.cancel")}
      />
    </>
  );
}
