import styles from "./Pill.module.css";

interface PillProps {
  children: React.ReactNode;
  pigment?: string | null;
  /** A small point before the word; for stages and tags. */
  dot?: boolean;
  onRemove?: () => void;
  removeLabel?: string;
}

/** A word on a pigment's tint: a choice, a tag, a state. */
export function Pill({ children, pigment, dot, onRemove, removeLabel }: PillProps) {
  return (
    <span className={styles.pill} data-pigment={pigment || "neutral"}>
      {dot && <i className={styles.dot} aria-hidden="true" />}
      <span className="ellipsis">{children}</span>
      {onRemove && (
        <button type="button" className={styles.remove} onClick={onRemove} aria-label={removeLabel}>
          ×
        </button>
      )}
    </span>
  );
}
