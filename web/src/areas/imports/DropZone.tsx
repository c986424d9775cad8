import { useT } from "@/kernel/i18n";
import { Icon, Loading, useDrop, useIsPhone } from "@/ui";
import own from "./DropZone.module.css";
import styles from "./Imports.module.css";

interface DropZoneProps {
  onFiles: (files: File[]) => void;
  busy: boolean;
  fault: string | null;
}

const KINDS = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt";

/** A place to drop tables on; a click or Enter opens the file chooser. */
export function DropZone({ onFiles, busy, fault }: DropZoneProps) {
  const t = useT();
  const take = (files: File[]) => {
    if (files.length > 0 && !busy) onFiles(files);
  };
  const drop = useDrop(take);
  const phone = useIsPhone();
  return (
    <>
      <label className={own.drop} data-busy={busy || undefined} {...drop}>
        <input
          type="file"
          multiple
          accept={KINDS}
          className="sr-only"
          disabled={busy}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            // The same file can be chosen again after it was mended.
            event.target.value = "";
          }}
        />
        {busy ? (
          <>
            <Loading label={t("imports.reading")} />
            <span>{t("imports.reading")}</span>
          </>
        ) : (
          <>
            <Icon name="file-spreadsheet" size={34} />
            <b className="display">{phone ? t("imports.choose") : t("imports.drop")}</b>
            <span className="quiet">{t("imports.dropText")}</span>
          </>
        )}
      </label>
      {fault && (
        <p className={styles.fault} role="alert">
          <Icon name="alert-circle" size={16} />
          {fault}
        </p>
      )}
    </>
  );
}
