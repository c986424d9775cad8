import { useEffect } from "react";
import { Avatar, Icon } from "@/ui";
import styles from "./Palette.module.css";
import type { PaletteEntry } from "./usePaletteEntries";

interface PaletteListProps {
  entries: PaletteEntry[];
  at: number;
  onPick: (index: number) => void;
  onHover: (index: number) => void;
}

/** The findings under their headings; the chosen one is always in sight. */
export function PaletteList({ entries, at, onPick, onHover }: PaletteListProps) {
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    void document.getElementById(`palette-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div role="listbox" id="palette-list" className={styles.list} tabIndex={-1}>
      {entries.map((entry, index) => (
        <div key={entry.key} role="presentation">
          {entry.group !== entries[index - 1]?.group && (
            <div className={styles.group} role="presentation">
              {entry.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above holds the focus and its keys choose here. */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
          <div
            role="option"
            id={`palette-${index}`}
            aria-selected={index === at}
            data-to={entry.to}
            className={styles.entry}
            onClick={() => onPick(index)}
            onMouseMove={() => index !== at && onHover(index)}
          >
            {entry.icon ? (
              <span className={styles.mark}>
                <Icon name={entry.icon} size={17} />
              </span>
            ) : (
              <Avatar name={entry.label} size={26} />
            )}
            <span className="ellipsis">{entry.label}</span>
            {entry.hint && <span className={`${styles.hint} ellipsis`}>{entry.hint}</span>}
          </div>
        </div>
      ))}
    </div>
  );
}
