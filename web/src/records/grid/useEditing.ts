import { useCallback, useRef, useState } from "react";
import { isProblem } from "@/api/problem";
import type { RecordRow, Titles } from "@/api/types";
import { knownName } from "@/fields/reference/names";
import { text } from "@/kernel/i18n";
import { announce, toast } from "@/ui";
import type { OpenConflict } from "../conflict/ConflictDialog";
import { useChangeRecord } from "../data/mutations";
import type { Column } from "./useColumns";

export interface Edit {
  id: string;
  key: string;
  draft: unknown;
  /** What the record was when the edit began: a change that arrives meanwhile must not be written over unseen. */
  version: RecordRow["version"];
  error?: string;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function titlesFor(column: Column, value: unknown): Titles | undefined {
  if (column.field.type !== "lookup" && column.field.type !== "user") return undefined;
  const target = column.field.target ?? "users";
  return { [column.key]: typeof value === "string" ? knownName(target, value) : undefined };
}

/** Entries that were opened and left blank are no entries. */
function tidy(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.filter(
    (entry) => !(entry && typeof entry === "object" && "value" in entry && entry.value === ""),
  );
}

/** The one cell that is being edited: shown at once, kept with the server's words when refused. */
export function useEditing(module: string) {
  const change = useChangeRecord(module);
  const [edit, setEdit] = useState<Edit | null>(null);
  const begun = useRef(edit);
  begun.current = edit;
  const past = useRef<{ id: string; key: string; value: unknown; titles?: Titles }[]>([]);
  const [conflict, setConflict] = useState<OpenConflict | null>(null);

  const refused = useCallback((error: Error, row: RecordRow, column: Column, value: unknown) => {
    if (isProblem(error, 409) && error.conflicts && error.version !== undefined) {
      setConflict({ row, conflicts: error.conflicts, version: error.version });
      return;
    }
    const words = (isProblem(error) && error.forField(column.key)) || error.message;
    const shown = words === "network" ? text("error.network") : words;
    setEdit((open) => {
      if (open) toast.bad(`${column.field.label}：${shown}`);
      return open ?? { id: row.id, key: column.key, draft: value, error: shown, version: row.version };
    });
  }, []);

  const commit = useCallback(
    (now: RecordRow, column: Column, draft: unknown) => {
      const value = tidy(draft);
      const row = { ...now, version: begun.current?.version ?? now.version };
      setEdit(null);
      if (same(value, row.values[column.key])) return;
      past.current.push({
        id: row.id,
        key: column.key,
        value: row.values[column.key] ?? null,
        titles: { [column.key]: row.titles[column.key] },
      });
      change.mutate(
        { row, values: { [column.key]: value }, titles: titlesFor(column, value) },
        {
          onSuccess: () => announce(text("list.saved")),
          onError: (error) => refused(error, row, column, value),
        },
      );
    },
    [change, refused],
  );
  const undo = (rows: RecordRow[]) => {
    const last = past.current.pop();
    const row = last && rows.find((one) => one.id === last.id);
    if (!row) return;
    change.mutate(
      { row, values: { [last.key]: last.value }, titles: last.titles },
      { onSuccess: () => toast.show(text("common.undone")), onError: (error) => toast.bad(error.message) },
    );
  };
  return { edit, setEdit, commit, undo, conflict, closeConflict: () => setConflict(null) };
}
