import { useState } from "react";
import { records } from "@/api/records";
import type { BulkRequest, BulkVerb, QueryRequest, RecordRow, Values } from "@/api/types";
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

interface BulkInput {
  module: string;
  selection: Selection;
  rows: RecordRow[];
  request: Pick<QueryRequest, "criteria" | "search">;
}

/** Runs one deed over many records as a job, tells how it goes, and offers the way back for small ones. */
export function useBulk({ module, selection, rows, request }: BulkInput) {
  const [busy, setBusy] = useState(false);

  const undoOf = (verb: BulkVerb, values: Values): (() => Promise<void>) | undefined => {
    const chosen = rows.filter((row) => selection.ids.has(row.id));
    if (selection.all || chosen.length !== selection.size || chosen.length > UNDO_LIMIT) return undefined;
    const ids = chosen.map((row) => row.id);
    if (verb === "delete") return () => back({ ids, verb: "restore", values: {} });
    if (verb === "tag") return () => back({ ids, verb: "untag", values });
    const keys = Object.keys(values);
    // A field that the list did not ask for has no known value to go back to.
    if (chosen.some((row) => keys.some((key) => !(key in row.values)))) return undefined;
    const before = groups(chosen, keys);
    return async () => {
      for (const group of before) await back({ ids: group.ids, verb: "edit", values: group.values });
    };
  };

  const back = async (body: BulkRequest) => {
    const { job } = await records.bulk(module, body);
    await followJob(job);
    await refreshModule(module);
    toast.show(text("common.undone"));
  };

  const run = async (verb: BulkVerb, values: Values): Promise<void> => {
    const size = selection.size;
    const undo = undoOf(verb, values);
    setBusy(true);
    try {
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
  const words = error instanceof Error ? error.message : String(error);
  toast.bad(words === "network" ? text("error.network") : words);
}
