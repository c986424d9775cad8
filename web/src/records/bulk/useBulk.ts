import { useState } from "react";
import { records } from "@/api/records";
import type { BulkRequest, BulkVerb, Job, QueryRequest, RecordRow, Values } from "@/api/types";
import { text } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { toast } from "@/ui";
import { refreshModule } from "../data/mutations";
import type { Selection } from "../grid/useSelection";
import { followJob, refusedOf } from "./jobs";

const UNDO_LIMIT = 200;

type Target = Pick<BulkRequest, "ids" | "all" | "criteria" | "search">;

/** Who is meant: the chosen rows, or the whole result of the filter. */
export function targetOf(selection: Selection, request: Pick<QueryRequest, "criteria" | "search">): Target {
  if (!selection.all) return { ids: [...selection.ids] };
  return { all: true, criteria: request.criteria, search: request.search };
}

/** Rows by the values that they had, so that each group is put back in one call. */
function groups(rows: RecordRow[], keys: string[]): { ids: string[]; values: Values }[] {
  const found = new Map<string, { ids: string[]; values: Values }>();
  for (const row of rows) {
    const values = Object.fromEntries(keys.map((key) => [key, row.values[key] ?? null]));
    const key = JSON.stringify(values);
    const group = found.get(key) ?? { ids: [], values };
    group.ids.push(row.id);
    found.set(key, group);
  }
  return [...found.values()];
}

/** What the chosen rows hold in fields that the list did not ask for, read as the list is read; null when it moved. */
async function heldBefore(
  input: BulkInput,
  chosen: RecordRow[],
  keys: string[],
): Promise<RecordRow[] | null> {
  const wanted = new Set(chosen.map((row) => row.id));
  const found: RecordRow[] = [];
  let cursor: string | undefined;
  for (let seen = 0; seen <= input.rows.length && found.length < wanted.size; seen += UNDO_LIMIT) {
    const page = await records.query(input.module, {
      ...input.request,
      columns: keys,
      limit: UNDO_LIMIT,
      cursor,
      count: "none",
    });
    found.push(...page.records.filter((row) => wanted.has(row.id)));
    cursor = page.next_cursor ?? undefined;
    if (!cursor) break;
  }
  return found.length === wanted.size ? found : null;
}

interface BulkInput {
  module: string;
  selection: Selection;
  rows: RecordRow[];
  request: Pick<QueryRequest, "criteria" | "search" | "sort">;
}

/** Runs one deed over many records as a job, tells how it goes, and offers the way back for small ones. */
export function useBulk(input: BulkInput) {
  const { module, selection, rows, request } = input;
  const [busy, setBusy] = useState(false);

  const undoOf = async (verb: BulkVerb, values: Values): Promise<(() => Promise<void>) | undefined> => {
    const chosen = rows.filter((row) => selection.ids.has(row.id));
    if (selection.all || chosen.length !== selection.size || chosen.length > UNDO_LIMIT) return undefined;
    const ids = chosen.map((row) => row.id);
    if (verb === "delete") return () => back([{ ids, verb: "restore", values: {} }]);
    if (verb === "tag") return () => back([{ ids, verb: "untag", values }]);
    const keys = Object.keys(values);
    const known = chosen.every((row) => keys.every((key) => key in row.values));
    const held = known ? chosen : await heldBefore(input, chosen, keys);
    if (!held) return undefined;
    const before = groups(held, keys);
    return () => back(before.map((group) => ({ ...group, verb: "edit" })));
  };

  const back = async (bodies: BulkRequest[]) => {
    const started: (string | Job)[] = [];
    for (const body of bodies) started.push((await records.bulk(module, body)).job);
    for (const job of started) await followJob(job);
    await refreshModule(module);
    toast.show(text("common.undone"));
  };

  const run = async (verb: BulkVerb, values: Values): Promise<void> => {
    const size = selection.size;
    setBusy(true);
    try {
      const undo = await undoOf(verb, values);
      const { job } = await records.bulk(module, { ...targetOf(selection, request), verb, values });
      const done = await followJob(job);
      if (!done) return;
      selection.clear();
      await refreshModule(module);
      const refused = refusedOf(done);
      const words = text(verb === "delete" ? "list.deletedMany" : "list.changedMany", {
        n: formatNumber(size - refused),
      });
      toast.good(words, undo && { label: text("common.undo"), run: () => void undo().catch(complain) });
      if (refused > 0) toast.bad(text("list.refusedMany", { n: formatNumber(refused) }));
    } catch (error) {
      complain(error);
      throw error;
    } finally {
      setBusy(false);
    }
  };
  return { run, busy };
}

function complain(error: unknown): void {
  toast.bad(error instanceof Error ? error.message : String(error));
}
