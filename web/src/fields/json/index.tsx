import { text as say, useT } from "@/kernel/i18n";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import styles from "./json.module.css";

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

const plain = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value ?? ""));

function Cell({ value }: ShowProps) {
  const t = useT();
  const count = entriesOf(value).length;
  return count > 0 ? <span className="quiet">{t("field.columns", { n: count })}</span> : null;
}

function Detail({ value }: ShowProps) {
  return (
    <dl className={styles.pairs}>
      {entriesOf(value).map(([key, one]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{plain(one)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Columns of a file that found no field: shown, never edited here. */
export const json: FieldKit = {
  type: "json",
  Cell,
  Detail,
  Editor: lateEditor("TextEditor"),
  text: (value) => (entriesOf(value).length > 0 ? say("field.columns", { n: entriesOf(value).length }) : ""),
  width: 100,
};
