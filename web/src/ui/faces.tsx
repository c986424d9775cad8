import { NetworkFault } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { Button, LinkButton } from "./Button";
import styles from "./faces.module.css";
import { Icon, type IconName } from "./Icon";

interface EmptyProps {
  title: React.ReactNode;
  text?: React.ReactNode;
  icon?: IconName;
  children?: React.ReactNode;
}

/** Nothing here yet: one sentence and what to do next. */
export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div className={styles.face}>
      <h2 className={`${styles.title} display`}>{title}</h2>
      {text && <p className={styles.text}>{text}</p>}
      {children && <div className={styles.deeds}>{children}</div>}
    </div>
  );
}

/** Something failed; says what, and offers to try again. */
export function Broken({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useT();
  const offline = error instanceof NetworkFault;
  const words = offline ? t("error.network") : error instanceof Error && error.message;
  return (
    <div className={styles.face} role="alert">
      <Icon name={offline ? "cloud-off" : "alert-triangle"} size={26} className={styles.mark} />
      <p className={`${styles.title} display`}>{offline ? t("error.offline") : t("error.title")}</p>
      {words && <p className={styles.text}>{words}</p>}
      {retry && (
        <div className={styles.deeds}>
          <Button icon="refresh" onClick={retry}>
            {t("error.retry")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Not found or not allowed: deliberately one face for both, with a way out. */
export function Refused() {
  const t = useT();
  return (
    <Empty title={t("error.refusedTitle")} text={t("error.refusedText")}>
      <LinkButton to="/today">{t("error.home")}</LinkButton>
    </Empty>
  );
}

/** A quiet stand-in while something loads; shows only after a moment, so that fast answers do not flicker. */
export function Loading({ label }: { label?: string }) {
  const t = useT();
  return (
    <div className={styles.loading} role="status">
      <span className={`turning ${styles.ink}`} aria-hidden="true" />
      <span className="sr-only">{label ?? t("common.loading")}</span>
    </div>
  );
}

const WIDTHS = [72, 54, 63, 45, 68, 58, 49, 61];

/** Lines where text will stand. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className={styles.skeleton} aria-hidden="true">
      {WIDTHS.slice(0, lines).map((width) => (
        <span key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
