import type { T, TextKey } from "@/kernel/i18n";
import { useT } from "@/kernel/i18n";
import styles from "./list.module.css";

/** One of several values of a kind, on the wire of phones, e-mails and social accounts. */
export interface ChildEntry {
  id?: string;
  value: string;
  type?: string;
  kind?: string;
  main: boolean;
}

export const asChildren = (value: unknown) => (Array.isArray(value) ? (value as ChildEntry[]) : []);

/** The entry that stands for all: the one marked main, else the first. */
export function mainOf<E extends { main: boolean }>(list: E[]): E | undefined {
  return list.find((entry) => entry.main) ?? list[0];
}

const KNOWN = new Set(
  "mobile work home fax other office branch shipping wechat qq linkedin whatsapp weibo".split(" "),
);

/** The word for a kind of entry; a kind that a server adds later shows its key. */
export function kindLabel(t: T, kind: string | undefined): string {
  return kind && KNOWN.has(kind) ? t(`field.${kind}` as TextKey) : (kind ?? "");
}

/** '+2' behind the main entry. */
export function MoreCount({ count }: { count: number }) {
  const t = useT();
  if (count <= 0) return null;
  return (
    <span className={styles.more} title={t("field.moreOf", { n: count })}>
      +{count}
    </span>
  );
}

interface ChildListProps {
  entries: ChildEntry[];
  show: (entry: ChildEntry) => React.ReactNode;
}

/** All entries below each other with their kinds. */
export function ChildList({ entries, show }: ChildListProps) {
  const t = useT();
  return (
    <ul className={styles.list}>
      {entries.map((entry, index) => (
        <li key={entry.id ?? index}>
          <span className={styles.value}>{show(entry)}</span>
          <span className={styles.kind}>{kindLabel(t, entry.type ?? entry.kind)}</span>
          {entry.main && entries.length > 1 && <span className={styles.kind}>{t("field.main")}</span>}
        </li>
      ))}
    </ul>
  );
}
