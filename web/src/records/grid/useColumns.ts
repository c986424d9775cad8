import { useMemo } from "react";
import type { FieldSchema } from "@/api/types";
import { type FieldKit, kitOf } from "@/fields";
import { editable, type Module } from "@/schema";
import { usePref } from "../data/prefs";
import { type ColumnChoice, mergedChoices, standardChoices } from "./choices";

export interface Column {
  key: string;
  field: FieldSchema;
  kit: FieldKit;
  width: number;
  pinned: boolean;
  editable: boolean;
}

export interface Columns {
  /** In the order of the screen: pinned ones first. */
  shown: Column[];
  /** Every choice in order, hidden ones too; for the menu. */
  choices: ColumnChoice[];
  loading: boolean;
  set: (choices: ColumnChoice[]) => void;
  patch: (key: string, changes: Partial<ColumnChoice>) => void;
  move: (key: string, to: number) => void;
  reset: () => void;
}

export const MIN_WIDTH = 64;

/** A person stands beside a company; what stands for itself needs its whole name. */
function titleWidth(module: Module): number {
  const beside = module.list_columns.some((key) => module.byKey[key]?.type === "lookup");
  return beside ? 180 : 264;
}

function toColumn(module: Module, choice: ColumnChoice): Column[] {
  const field = module.byKey[choice.key];
  if (!field || choice.hidden) return [];
  const kit = kitOf(field.type);
  const standard = choice.key === module.title_field ? titleWidth(module) : kit.width;
  return [
    {
      key: choice.key,
      field,
      kit,
      width: Math.max(MIN_WIDTH, choice.width ?? standard),
      pinned: Boolean(choice.pinned),
      editable: editable(module, field),
    },
  ];
}

const NOTHING: Record<string, ColumnChoice[]> = {};

/** The columns of one view of one person. */
export function useColumns(module: Module, viewKey: string, viewColumns: readonly string[]): Columns {
  // All views of a module in one preference: another view needs no call.
  const [all, saveAll, loading] = usePref<Record<string, ColumnChoice[]>>(`columns:${module.key}`, NOTHING);
  const saved = all[viewKey];
  const save = (choices: ColumnChoice[] | undefined) => {
    const { [viewKey]: _old, ...rest } = all;
    saveAll(choices ? { ...rest, [viewKey]: choices } : rest);
  };
  const base = useMemo(
    () => standardChoices(module, viewColumns.length > 0 ? viewColumns : module.list_columns),
    [module, viewColumns],
  );
  const choices = useMemo(() => mergedChoices(module, saved, base), [module, saved, base]);
  const shown = useMemo(() => {
    const columns = choices.flatMap((choice) => toColumn(module, choice));
    return [...columns.filter((column) => column.pinned), ...columns.filter((column) => !column.pinned)];
  }, [module, choices]);
  const patch = (key: string, changes: Partial<ColumnChoice>) =>
    save(choices.map((choice) => (choice.key === key ? { ...choice, ...changes } : choice)));
  const move = (key: string, to: number) => {
    const from = choices.findIndex((choice) => choice.key === key);
    const moved = choices[from];
    if (!moved || to < 0 || to >= choices.length) return;
    const rest = choices.filter((_, index) => index !== from);
    save([...rest.slice(0, to), moved, ...rest.slice(to)]);
  };
  return { shown, choices, loading, set: save, patch, move, reset: () => save(undefined) };
}
