import { Loading, Skeleton } from "@/ui";
import styles from "./RecordScreen.module.css";

/** Lines where the record will stand, in the places of its columns. */
export function RecordSkeleton() {
  return (
    <div className={styles.screen}>
      <div className={styles.waitHead}>
        <Skeleton lines={2} />
      </div>
      <div className={styles.columns}>
        <div className={styles.left}>
          <Skeleton lines={8} />
        </div>
        <div className={styles.centre}>
          <Loading />
        </div>
      </div>
    </div>
  );
}
