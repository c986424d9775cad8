import type { ImportProject, ImportTarget } from "@/api/imports";
import { isProblem } from "@/api/problem";
import { text } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { joinWords } from "@/kernel/text";

/** Why something could not be done, in words for people. */
export function whyNot(error: unknown): string {
  if (isProblem(error)) return error.errors[0]?.message ?? error.message;
  return text("error.network");
}

/** The files of an import in one line. */
export function fileNames(project: Pick<ImportProject, "files">): string {
  return joinWords(
    project.files.map((file) => file.name),
    isChinese(),
  );
}

/** The words of an import's own failure. */
export function faultOf(project: Pick<ImportProject, "error">): string {
  const { error } = project;
  if (!error) return "";
  return typeof error === "string" ? error : (error.message ?? error.code ?? "");
}

/** 10000 CNY as people say it: ¥ × 10,000. */
export function unitWords(unit: string | null | undefined): string {
  if (!unit) return "";
  const [factor = "1", currency = ""] = unit.split(" ");
  const size = Number(factor);
  const scale = size === 1 || Number.isNaN(size) ? "" : `× ${formatNumber(size)}`;
  return [scale, currency].filter(Boolean).join(" ");
}

/** Required fields that no column fills; a surname and a given name make a name. */
export function missingTargets(project: ImportProject): ImportTarget[] {
  const mapped = new Set(
    project.files.flatMap((file) =>
      file.sheets
        .filter((sheet) => sheet.chosen)
        .flatMap((sheet) => sheet.columns.map((column) => column.target)),
    ),
  );
  return project.targets.filter((target) => {
    const parts = [`${target.module}.surname`, `${target.module}.given_name`];
    return target.required && !mapped.has(target.key) && !parts.some((part) => mapped.has(part));
  });
}

/** What a row is about, for people who look for it in their file. */
export function rowTitle(project: ImportProject, fields: Record<string, unknown>, source: string[]): string {
  for (const target of project.targets) {
    const value = target.required ? fields[target.key] : undefined;
    if (typeof value === "string" && value) return value;
  }
  return source.find((cell) => cell.trim() !== "") ?? "";
}
