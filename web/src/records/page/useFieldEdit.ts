import { useState } from "react";
import { cache } from "@/api/cache";
import { isProblem } from "@/api/problem";
import type { FieldSchema, RecordDetail, Tag, Titles } from "@/api/types";
import { knownName } from "@/fields/reference/names";
import { text } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { announce } from "@/ui";
import type { OpenConflict } from "../conflict/ConflictDialog";
import { useChangeRecord } from "../data/mutations";
import { wordsOf } from "../timeline/useWriting";

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Entries that were opened and left blank are no entries. */
export function tidy(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter((one) => !(one && typeof one === "object" && "value" in one && !one.value));
}

// The tags' editor has asked for them; a page without it need not.
const knownTags = () => cache.getQueryData<Tag[]>(["tags"]) ?? [];

/** Changes one field of a record: seen at once, taken back with the server's words when refused. */
export function useFieldEdit(module: Module, record: RecordDetail) {
  const change = useChangeRecord(module.key);
  const [error, setError] = useState<string | null>(null);
  const [conflict, setConflict] = useState<OpenConflict | null>(null);

  const titlesFor = (field: FieldSchema, value: unknown): Titles | undefined => {
    if (field.type === "tags" && Array.isArray(value))
      return { [field.key]: knownTags().filter((tag) => value.includes(tag.id)) };
    if ((field.type !== "lookup" && field.type !== "user") || typeof value !== "string") return undefined;
    return { [field.key]: knownName(field.target ?? "users", value) };
  };

  /** True when it is saved or nothing had to be saved. */
  const commit = async (field: FieldSchema, draft: unknown): Promise<boolean> => {
    const value = tidy(draft);
    setError(null);
    if (same(value, record.values[field.key])) return true;
    try {
      const titles = titlesFor(field, value);
      await change.mutateAsync({ row: record, values: { [field.key]: value }, titles });
      announce(text("common.saved"));
      return true;
    } catch (fault) {
      if (isProblem(fault, 409) && fault.conflicts && fault.version !== undefined) {
        setConflict({ row: record, conflicts: fault.conflicts, version: fault.version });
      } else {
        setError((isProblem(fault) && fault.forField(field.key)) || wordsOf(fault));
      }
      return false;
    }
  };
  return {
    commit,
    error,
    clearError: () => setError(null),
    conflict,
    closeConflict: () => setConflict(null),
  };
}
