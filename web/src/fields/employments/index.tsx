import { Link } from "react-router";
import type { FieldSchema } from "@/api/types";
import { formatDay } from "@/kernel/clock";
import { MoreCount, mainOf } from "../children";
import styles from "../children/list.module.css";
import { asText, type FieldKit, type RowLike, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { knownName } from "../reference/names";

export interface EmploymentEntry {
  id?: string;
  account: string | null;
  title?: string | null;
  department?: string | null;
  decision_role?: string | null;
  since?: string | null;
  until?: string | null;
  main: boolean;
}

export const asEmployments = (value: unknown) => (Array.isArray(value) ? (value as EmploymentEntry[]) : []);

/** What the company of an employment is called, as the server said beside the value. */
export function accountTitle(entry: EmploymentEntry, row: RowLike | undefined, field: FieldSchema): string {
  if (!entry.account) return "";
  const titles = row?.titles?.[field.key];
  if (!Array.isArray(titles)) return knownName(field.target ?? "accounts", entry.account) ?? "";
  // Titles stand in the order of the stored entries.
  const at = asEmployments(row?.values[field.key]).findIndex((one) => one.account === entry.account);
  const found = (titles as { account?: string }[])[at]?.account;
  return found ?? knownName(field.target ?? "accounts", entry.account) ?? "";
}

function line(entry: EmploymentEntry, row: RowLike | undefined, field: FieldSchema): string {
  return [accountTitle(entry, row, field), entry.title].filter(Boolean).join(" · ");
}

function Cell({ field, value, row }: ShowProps) {
  const list = asEmployments(value);
  const main = mainOf(list);
  return (
    <>
      {main && line(main, row, field)}
      <MoreCount count={list.length - 1} />
    </>
  );
}

function Detail({ field, value, row }: ShowProps) {
  return (
    <ul className={styles.list}>
      {asEmployments(value).map((entry, index) => (
        <li key={entry.id ?? index}>
          <span className={styles.value}>
            {entry.account ? (
              <Link className="link" to={`/m/${field.target ?? "accounts"}/${entry.account}`}>
                {accountTitle(entry, row, field) || "—"}
              </Link>
            ) : null}{" "}
            {[entry.department, entry.title].filter(Boolean).join(" · ")}
          </span>
          {entry.until && <span className={styles.kind}>– {formatDay(asText(entry.until), true)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Where somebody works and worked, and what they decide there. */
export const employments: FieldKit = {
  type: "employments",
  Cell,
  Detail,
  Editor: lateEditor("EmploymentsEditor"),
  text: (value, field, row) =>
    asEmployments(value)
      .map((entry) => line(entry, row, field))
      .join("；"),
  width: 220,
  panel: true,
  operand: "text",
};
