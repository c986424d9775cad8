import type { RecordDetail } from "@/api/types";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Icon } from "@/ui";
import styles from "./Fields.module.css";

interface Problem {
  field: string;
  raw: string;
  message: string;
}

interface MendProps {
  module: Module;
  record: RecordDetail;
}

function words(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function read(key: string, one: unknown): Problem {
  if (typeof one !== "object" || one === null) return { field: key, raw: words(one), message: "" };
  const { field, raw, value, message, reason, code } = one as Record<string, unknown>;
  return {
    field: words(field) || key,
    raw: words(raw ?? value),
    message: words(message ?? reason ?? code),
  };
}

/** The values that a file brought and that could not be taken as they were. */
export function problemsOf(value: unknown): Problem[] {
  if (Array.isArray(value)) return value.map((one) => read("", one));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    Array.isArray(one) ? one.map((each) => read(key, each)) : [read(key, one)],
  );
}

/** What is to be mended in this record, with the words of the file. */
export function Mend({ module, record }: MendProps) {
  const t = useT();
  const problems = problemsOf(record.values.problems);
  if (problems.length === 0) return null;
  return (
    <section className={styles.mend}>
      <h2>
        <Icon name="alert-triangle" size={16} />
        {t("record.mend", { n: problems.length })}
      </h2>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.field}:${problem.raw}`}>
            <b>{module.byKey[problem.field.split(".").at(-1) ?? ""]?.label ?? problem.field}</b>{" "}
            <span className={styles.raw}>{problem.raw || t("record.nothing")}</span>
            {problem.message && <p className={styles.why}>{problem.message}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
