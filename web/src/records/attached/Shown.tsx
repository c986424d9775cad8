import { Suspense, useState } from "react";
import { isPicture, pictureUrl, type StoredFile } from "@/api/files";
import { fileSize } from "@/kernel/number";
import { Icon } from "@/ui";
import { Preview } from "../following/lateBox";
import styles from "./Shown.module.css";

/** What somebody put beside their words; a click looks inside. */
export function Shown({ files }: { files: StoredFile[] }) {
  const [open, setOpen] = useState<StoredFile | null>(null);
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.id}>
            <button type="button" className={styles.file} onClick={() => setOpen(file)}>
              {isPicture(file) ? (
                <img className={styles.picture} src={pictureUrl(file.id)} alt={file.name} loading="lazy" />
              ) : (
                <>
                  <Icon name="paperclip" size={16} />
                  <span className={styles.name}>{file.name}</span>
                  <span className="quiet tabular">{fileSize(file.size)}</span>
                </>
              )}
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Suspense fallback={null}>
          <Preview file={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
