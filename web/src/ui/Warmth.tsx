import styles from "./Warmth.module.css";

const DROP = "M5 0.6C7 3.2 9 5.1 9 7.4A4 4 0 0 1 1 7.4C1 5.1 3 3.2 5 0.6Z";

function tone(level: number): string {
  if (level >= 4) return "hot";
  return level >= 3 ? "warm" : "cold";
}

/** 关系温度: five ink drops, from blue cold to cinnabar hot. The label says the same in words. */
export function Warmth({ level, label }: { level: number; label: string }) {
  const full = Math.max(0, Math.min(5, Math.round(level)));
  return (
    <span className={styles.warmth} data-tone={tone(full)} role="img" aria-label={label} title={label}>
      {[1, 2, 3, 4, 5].map((drop) => (
        <svg
          key={drop}
          width="9"
          height="11"
          viewBox="0 0 10 12"
          aria-hidden="true"
          data-full={drop <= full || undefined}
        >
          <path d={DROP} />
        </svg>
      ))}
    </span>
  );
}
