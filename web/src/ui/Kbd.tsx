import styles from "./Kbd.module.css";

const MAC = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.platform);

/** A key or a chord; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export function Kbd({ keys }: { keys: string }) {
  const shown = keys.replace("mod", MAC ? "⌘" : "Ctrl").replaceAll("+", " ");
  return <kbd className={styles.kbd}>{shown}</kbd>;
}
