import { isPicture, pictureUrl, type StoredFile } from "@/api/files";
import { useT } from "@/kernel/i18n";
import { fileSize } from "@/kernel/number";
import { Icon, IconButton } from "@/ui";
import styles from "./file.module.css";

/** A file that was sent and is not saved with anything yet, or may be taken away again. */
export function Held({ file, onRemove }: { file: StoredFile; onRemove?: () => void }) {
  const t = useT();
  return (
    <span className={styles.file}>
      {isPicture(file) ? (
        <img className={styles.picture} src={pictureUrl(file.id)} alt="" />
      ) : (
        <Icon name="paperclip" size={16} />
      )}
      <span className={styles.name}>{file.name}</span>
      <span className={`quiet tabular ${styles.size}`}>{file.size > 0 && fileSize(file.size)}</span>
      {onRemove && (
        <IconButton
          icon="x"
          iconSize={15}
          tip={false}
          label={t("common.remove", { name: file.name })}
          onClick={onRemove}
        />
      )}
    </span>
  );
}

/** A file of which a part has gone. */
export function OnItsWay({ item }: { item: { name: string; part: number } }) {
  const t = useT();
  return (
    <span className={styles.file} role="status">
      <span className={styles.name}>{item.name}</span>
      <progress
        className={styles.progress}
        value={item.part}
        aria-label={t("field.sending", { name: item.name })}
      />
    </span>
  );
}
