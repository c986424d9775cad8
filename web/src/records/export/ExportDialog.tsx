import { useState } from "react";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { fieldsOf, type Module, useModule } from "@/schema";
import { Button, Checkbox, Dialog, Segmented } from "@/ui";
import { exportRecords } from "../exporting/exportRecords";
import styles from "./ExportDialog.module.css";
import { OutlookPart } from "./OutlookPart";
import { closeExport, type ExportWish, useExportWish } from "./state";
import { hindranceOf, useOutlook } from "./useOutlook";

/** Asks for format and columns, then has the file made; it comes by toast and notification. */
export default function ExportDialog() {
  const wish = useExportWish((state) => state.wish);
  const module = useModule(wish?.module);
  if (!wish || !module) return null;
  return <Form wish={wish} module={module} />;
}

function Form({ wish, module }: { wish: ExportWish; module: Module }) {
  const t = useT();
  const [format, setFormat] = useState<"xlsx" | "csv">("xlsx");
  const [chosen, setChosen] = useState<string[]>(wish.columns.filter((key) => module.byKey[key]));
  const [reason, setReason] = useState("");
  const { outlook, error } = useOutlook(wish);
  const { count: counted, ...request } = wish;
  const count = outlook?.rows ?? counted;
  const needed = Boolean(outlook?.approval.needed);
  const hindered = outlook ? hindranceOf(outlook) !== null : false;
  const start = () => {
    closeExport();
    void exportRecords({ ...request, columns: chosen, format, reason: needed ? reason.trim() : undefined });
  };
  const toggle = (key: string, on: boolean) =>
    setChosen((now) => (on ? [...now, key] : now.filter((one) => one !== key)));
  const personal = fieldsOf(module, chosen).filter((field) => field.personal);
  const all = module.fields.map((field) => field.key);
  return (
    <Dialog
      open
      onClose={closeExport}
      title={
        count === undefined
          ? t("exporting.title", { name: module.plural })
          : t("exporting.titleMany", { name: module.plural, n: formatNumber(count) })
      }
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={closeExport}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            icon={needed ? "send" : "download"}
            disabled={chosen.length === 0 || hindered || (needed && !reason.trim())}
            onClick={start}
            data-autofocus
          >
            {needed ? t("leaving.ask") : t("exporting.start")}
          </Button>
        </>
      }
    >
      <div className={styles.line}>
        <span className={styles.label}>{t("exporting.format")}</span>
        <Segmented
          label={t("exporting.format")}
          value={format}
          onChange={setFormat}
          options={[
            { value: "xlsx" as const, label: "Excel (.xlsx)" },
            ...(outlook?.csv === false ? [] : [{ value: "csv" as const, label: "CSV (UTF-8)" }]),
          ]}
        />
      </div>
      {error && (
        <p className={styles.hindered} role="alert">
          {error.message}
        </p>
      )}
      {outlook && <OutlookPart outlook={outlook} reason={reason} onReason={setReason} />}
      <fieldset className={styles.columns}>
        <legend className={styles.label}>{t("exporting.columns", { n: chosen.length })}</legend>
        <div className={styles.quick}>
          <Button kind="text" size="sm" onClick={() => setChosen(wish.columns)}>
            {t("exporting.ofView")}
          </Button>
          <Button kind="text" size="sm" onClick={() => setChosen(all)}>
            {t("common.all")}
          </Button>
          <Button kind="text" size="sm" onClick={() => setChosen([])}>
            {t("common.none")}
          </Button>
        </div>
        <div className={styles.list}>
          {module.fields.map((field) => (
            <Checkbox
              key={field.key}
              label={field.label}
              checked={chosen.includes(field.key)}
              onChange={(on) => toggle(field.key, on)}
            />
          ))}
        </div>
      </fieldset>
      {personal.length > 0 && (
        <p className={styles.note}>
          {t("leaving.personal", { names: personal.map((field) => field.label).join(t("leaving.comma")) })}
        </p>
      )}
      <p className={styles.note}>{t("leaving.note")}</p>
    </Dialog>
  );
}
