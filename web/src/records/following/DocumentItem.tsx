import { fileUrl, isPicture, pictureUrl, type StoredFile } from "@/api/files";
import type { TimelineItem } from "@/api/types";
import styles from "@/fields/file/file.module.css";
import { formatFull, formatTime } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { fileSize } from "@/kernel/number";
import { Icon } from "@/ui";
import line from "../timeline/Timeline.module.css";

/** What was put beside the record. */
export function DocumentItem({ item }: { item: TimelineItem }) {
  const t = useT();
  const file = ((item.values?.files ?? []) as StoredFile[])[0];
  return (
    <li data-kind="document">
      <span className={line.mark} data-pigment="neutral">
        <Icon name="paperclip" size={15} />
      </span>
      <div>
        <div className={line.head}>
          <span className={line.who}>{item.actor?.name ?? t("timeline.system")}</span>
          <span className={line.kind}>{t("timeline.document")}</span>
          <time className={line.time} dateTime={item.at} title={formatFull(item.at)}>
            {formatTime(item.at)}
          </time>
        </div>
        {file && (
          <a className={`link ${styles.file}`} href={fileUrl(file.id)} download={file.name}>
            {isPicture(file) && (
              <img className={styles.picture} src={pictureUrl(file.id)} alt="" loading="lazy" />
            )}
            <span>{item.title}</span>
            <span className="quiet tabular">{fileSize(file.size)}</span>
          </a>
        )}
      </div>
    </li>
  );
}
