import { fileUrl, isPicture, pictureUrl, type StoredFile } from "@/api/files";
import { fileSize } from "@/kernel/number";
import { Icon } from "@/ui";
import type { FieldKit, RowLike, ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import styles from "./file.module.css";

/** The files of a value, as far as the row knows what they are called. */
export function filesOf(field: string, row: RowLike | undefined): StoredFile[] {
  const found = row?.titles?.[field];
  return Array.isArray(found) ? (found as StoredFile[]) : [];
}

function Cell({ field, row }: ShowProps) {
  const files = filesOf(field.key, row);
  if (files.length === 0) return null;
  return (
    <span className={styles.cell}>
      <Icon name="paperclip" size={14} />
      <span className="ellipsis">{files.map((file) => file.name).join("、")}</span>
    </span>
  );
}

function Detail({ field, row }: ShowProps) {
  const files = filesOf(field.key, row);
  if (files.length === 0) return null;
  return (
    <ul className={styles.list}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={fileUrl(file.id)} className={`link ${styles.file}`} download={file.name}>
            {isPicture(file) ? (
              <img className={styles.picture} src={pictureUrl(file.id)} alt="" loading="lazy" />
            ) : (
              <Icon name="paperclip" size={16} />
            )}
            <span className={styles.name}>{file.name}</span>
          </a>
          <span className={`quiet tabular ${styles.size}`}>{fileSize(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Stored files. */
export const file: FieldKit = {
  type: "file",
  Cell,
  Detail,
  Editor: lateEditor("FileEditor"),
  text: (_value, field, row) =>
    filesOf(field.key, row)
      .map((one) => one.name)
      .join("、"),
  width: 180,
  panel: true,
  operand: "text",
};
