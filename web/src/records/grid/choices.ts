import type { Module } from "@/schema/module";

/** What a person chose for one column. */
export interface ColumnChoice {
  key: string;
  width?: number;
  pinned?: boolean;
  hidden?: boolean;
}

/** The columns of somebody who has chosen nothing: these keys, the title first, and the rest hidden. */
export function standardChoices(module: Module, keys: readonly string[]): ColumnChoice[] {
  const known = keys.filter((key) => module.byKey[key]);
  const title = module.title_field;
  const ordered = [title, ...known.filter((key) => key !== title)];
  const rest = module.fields.map((field) => field.key).filter((key) => !ordered.includes(key));
  return [
    ...ordered.map((key) => ({ key, pinned: key === title })),
    ...rest.map((key) => ({ key, hidden: true })),
  ];
}

/** Saved choices first, then columns that came to the schema since. */
export function mergedChoices(
  module: Module,
  saved: ColumnChoice[] | undefined,
  base: ColumnChoice[],
): ColumnChoice[] {
  if (!saved) return base;
  const known = saved.filter((choice) => module.byKey[choice.key]);
  const have = new Set(known.map((choice) => choice.key));
  return [
    ...known,
    ...base.filter((choice) => !have.has(choice.key)).map((choice) => ({ ...choice, hidden: true })),
  ];
}

/** The fields that rows and cards show; in a fixed order, so that moving a column asks nothing anew. */
export function askedKeys(module: Module, shown: readonly string[]): string[] {
  const wanted = new Set([module.title_field, module.stage_field ?? "", ...module.list_columns, ...shown]);
  return [...wanted].filter((key) => module.byKey[key]).sort();
}
