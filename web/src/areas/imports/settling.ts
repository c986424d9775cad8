import type { ImportFile, ImportOptions, ImportProject } from "@/api/imports";

/** Choices that the server has not been told yet. */
export interface Settling {
  options: Partial<ImportOptions>;
  value_maps: ImportProject["value_maps"];
}

export const UNSETTLED: Settling = { options: {}, value_maps: {} };

/** Whether there is anything that the server has to be told. */
export function isSettling(draft: Settling): boolean {
  return Object.keys(draft.options).length > 0 || Object.keys(draft.value_maps).length > 0;
}

/** Which columns fill a field, as one word that changes with them. */
function columnsOf(files: ImportFile[], isField: (target: string) => boolean): string {
  return files
    .flatMap((file) =>
      file.sheets
        .filter((sheet) => sheet.chosen)
        .flatMap((sheet) =>
          sheet.columns
            .filter((column) => column.target && isField(column.target))
            .map((column) => JSON.stringify([file.id, sheet.key, column.index])),
        ),
    )
    .join();
}

/**
 * What is left of choices when the columns mean something else than when they were made: words and names of a field
 * that other columns fill by now are not what was chosen about.
 */
export function standing(draft: Settling, before: ImportProject, now: ImportFile[]): Settling {
  const same = (isField: (target: string) => boolean) =>
    columnsOf(before.files, isField) === columnsOf(now, isField);
  const { owner, ...options } = draft.options;
  const people = new Set(before.targets.filter((one) => one.type === "user").map((one) => one.key));
  return {
    options: owner && same((target) => people.has(target)) ? { ...options, owner } : options,
    value_maps: Object.fromEntries(
      Object.entries(draft.value_maps).filter(([key]) => same((target) => target === key)),
    ),
  };
}
