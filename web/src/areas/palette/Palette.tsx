import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useSettled } from "@/fields";
import { useT } from "@/kernel/i18n";
import { isComposing } from "@/kernel/ime";
import { announce, Icon, useIsPhone } from "@/ui";
import styles from "./Palette.module.css";
import { PaletteList } from "./PaletteList";
import { usePalette } from "./state";
import { usePaletteEntries } from "./usePaletteEntries";

/** Everything by typing: records, actions, places. */
export default function Palette() {
  const t = useT();
  const close = usePalette((state) => state.close);
  const phone = useIsPhone();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const settled = useSettled(text.trim(), 120);
  const { entries, busy } = usePaletteEntries(text, settled);
  const [chosen, setChosen] = useState(0);
  const box = useDialog(close);
  const at = Math.min(chosen, entries.length - 1);
  const run = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    close();
    if (entry.to) navigate(entry.to);
    entry.run?.();
  };
  const press = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && entries.length > 0) {
      event.preventDefault();
      setChosen((at + step + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(at);
    }
  };
  useEffect(() => {
    if (settled && !busy) announce(t("palette.results", { n: entries.length }));
  }, [settled, busy, entries.length, t]);
  return (
    <dialog ref={box} className={styles.palette} aria-label={t("palette.title")}>
      <div className={styles.line}>
        <Icon name="search" size={18} />
        <input
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries[at] ? `palette-${at}` : undefined}
          aria-label={t("palette.title")}
          placeholder={t("palette.placeholder")}
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={press}
        />
        <button
          type="button"
          className={styles.close}
          onClick={close}
          aria-label={`Esc ${t("common.close")}`}
        >
          {phone ? <Icon name="x" size={19} /> : "Esc"}
        </button>
      </div>
      <PaletteList entries={entries} at={at} onPick={run} onHover={setChosen} />
      {entries.length === 0 && settled && !busy && (
        <div className={styles.nothing}>
          <p>{t("palette.nothing", { q: settled })}</p>
          <p className="quiet">{t("palette.tryThis")}</p>
        </div>
      )}
    </dialog>
  );
}

/** The browser's own dialog: top layer, trapped focus, Esc; and the focus goes back where it was. */
function useDialog(close: () => void) {
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const node = box.current;
    const before = document.activeElement;
    if (!node) return;
    if (!node.open) node.showModal();
    const cancel = (event: Event) => {
      event.preventDefault();
      close();
    };
    const outside = (event: MouseEvent) => event.target === node && close();
    node.addEventListener("cancel", cancel);
    node.addEventListener("mousedown", outside);
    return () => {
      node.removeEventListener("cancel", cancel);
      node.removeEventListener("mousedown", outside);
      node.close();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [close]);
  return box;
}
