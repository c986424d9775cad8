import { fileUrl } from "@/api/files";
import type { RecordRow } from "@/api/types";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { fileSize } from "@/kernel/number";
import { titleOf } from "@/schema";
import { Button, Dialog, Icon, IconButton, Pill } from "@/ui";
import styles from "./Files.module.css";
import type { Follower } from "./shape";
import { type Version, versionsOf } from "./useDocuments";

interface VersionsProps {
  row: RecordRow;
  documents: Follower;
  changes: boolean;
  onClose: () => void;
  onOpen: (file: Version) => void;
  onChange: (ids: string[]) => void;
}

/** All versions of a document: look, save, bring one back as the one that counts, take one away. */
export function Versions({ row, documents, changes, onClose, onOpen, onChange }: VersionsProps) {
  const t = useT();
  const versions = versionsOf(documents, row);
  const ids = versions.map((file) => file.id);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("files.versionsOf", { name: titleOf(documents.module, row) })}
      closeLabel={t("common.close")}
    >
      <ol className={styles.list}>
        {versions.map((file, index) => (
          <li key={file.id} className={styles.row}>
            <button type="button" className={styles.open} onClick={() => onOpen(file)}>
              <span className={styles.words}>
                <span className={styles.name}>{file.name}</span>
                <span className={styles.facts}>
                  {[fileSize(file.size), file.by?.name, file.at && formatInstant(file.at)]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
            </button>
            {index === 0 && <Pill pigment="malachite">{t("files.current")}</Pill>}
            {index > 0 && changes && (
              <>
                <Button
                  kind="quiet"
                  size="sm"
                  onClick={() => onChange([file.id, ...ids.filter((id) => id !== file.id)])}
                >
                  {t("files.makeCurrent")}
                </Button>
                <IconButton
                  icon="trash"
                  label={t("files.dropVersion", { name: file.name })}
                  onClick={() => onChange(ids.filter((id) => id !== file.id))}
                />
              </>
            )}
            <a className={styles.save} href={fileUrl(file.id)} download={file.name}>
              <Icon name="download" size={17} />
              <span className="sr-only">{t("files.download", { name: file.name })}</span>
            </a>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
