import type { ImportProject } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import styles from "./Imports.module.css";

/** The sums of a check in one line of numbers. */
export function Counts({ project }: { project: ImportProject }) {
  const t = useT();
  const clean = project.total - project.partial - project.waiting;
  return (
    <Tiles
      tiles={[
        { key: "clean", n: clean, label: t("imports.clean"), note: t("imports.cleanText") },
        { key: "partial", n: project.partial, label: t("imports.partial"), note: t("imports.partialText") },
        { key: "waiting", n: project.waiting, label: t("imports.waiting"), note: t("imports.waitingText") },
        {
          key: "left",
          n: project.left_out ?? 0,
          label: t("imports.leftOut"),
          note: t("imports.leftOutText"),
        },
      ]}
    />
  );
}

interface Tile {
  key: string;
  n: number;
  label: string;
  note: string;
}

/** Numbers side by side, parted by hairlines. */
export function Tiles({ tiles }: { tiles: Tile[] }) {
  return (
    <dl className={styles.tiles}>
      {tiles.map((tile) => (
        <div key={tile.key} data-tone={tile.key} data-none={tile.n === 0 || undefined}>
          <dt>{tile.label}</dt>
          <dd>{formatNumber(tile.n)}</dd>
          <dd className={styles.note}>{tile.note}</dd>
        </div>
      ))}
    </dl>
  );
}
