import { Held, OnItsWay } from "@/fields/file/Held";
import { Icon } from "@/ui";
import styles from "./Sending.module.css";
import type { Attached } from "./useAttached";

/** What is put beside the words that are being written. */
export function Sending({ attached }: { attached: Attached }) {
  const { files, sending, fault, remove } = attached;
  return (
    <div className={styles.attaching}>
      {files.map((file) => (
        <Held key={file.id} file={file} onRemove={() => remove(file.id)} />
      ))}
      {sending.map((item) => (
        <OnItsWay key={item.key} item={item} />
      ))}
      {fault && (
        <p className={styles.fault} role="alert">
          <Icon name="alert-circle" size={15} />
          {fault}
        </p>
      )}
    </div>
  );
}
