import { type InfiniteData, useMutation } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { records } from "@/api/records";
import type { QueryPage, RecordDetail, RecordRow, Titles, Values } from "@/api/types";
import { keys } from "./queries";

type Pages = InfiniteData<QueryPage>;

function eachRow(module: string, change: (row: RecordRow) => RecordRow): void {
  cache.setQueriesData<Pages>(
    { queryKey: [...keys.module(module), "query"] },
    (data) =>
      data && { ...data, pages: data.pages.map((page) => ({ ...page, records: page.records.map(change) })) },
  );
}

/** Puts new values of one record into every list and page that shows it. */
export function paintRecord(module: string, id: string, changes: Partial<RecordRow>): void {
  const merge = <R extends RecordRow>(row: R): R =>
    row.id === id
      ? {
          ...row,
          ...changes,
          values: { ...row.values, ...changes.values },
          titles: { ...row.titles, ...changes.titles },
        }
      : row;
  eachRow(module, merge);
  cache.setQueryData<RecordDetail>(keys.record(module, id), (record) => record && merge(record));
}

/** Everything that is known of a module is asked anew when it is next looked at. */
export function refreshModule(module: string): Promise<void> {
  return cache.invalidateQueries({ queryKey: keys.module(module) });
}

export interface RecordChange {
  row: RecordRow;
  values: Values;
  /** Display texts for references among the values, so that the new name shows at once. */
  titles?: Titles;
}

type Version = RecordRow["version"];

// What our own changes made of a version. Whoever edits again before the answer has not met anybody else's edit.
const made = new Map<string, Version>();

function mark(module: string, id: string, version: Version): string {
  return `${module}/${id}/${version}`;
}

/** The version that this one has become by our own changes alone. */
function ours(module: string, { id, version }: RecordRow): Version {
  let latest = version;
  let next = made.get(mark(module, id, latest));
  while (next !== undefined) {
    latest = next;
    next = made.get(mark(module, id, latest));
  }
  return latest;
}

async function patch(module: string, { row, values }: RecordChange): Promise<RecordDetail> {
  const version = ours(module, row);
  const saved = await records.patch(module, row.id, version, values);
  // A leap says that others have changed the record too, which an open edit must still hear of.
  if (Number(saved.version) === Number(version) + 1) made.set(mark(module, row.id, version), saved.version);
  return saved;
}

/**
 * Changes one record: the screen shows it at once, and takes it back when the server refuses. Changes go to the server
 * one after the other. A conflict (409) reaches the caller as ApiProblem with both sides.
 */
export function useChangeRecord(module: string) {
  return useMutation({
    scope: { id: `change:${module}` },
    mutationFn: (change: RecordChange) => patch(module, change),
    onMutate: ({ row, values, titles }) => {
      paintRecord(module, row.id, { values, titles });
    },
    onSuccess: (saved) => paintRecord(module, saved.id, saved),
    onError: (_error, { row }) => paintRecord(module, row.id, row),
  });
}

/** Deletes to the recycle bin and offers the way back. */
export function useRemoveRecord(module: string) {
  return useMutation({
    mutationFn: (id: string) => records.remove(module, id),
    onSuccess: () => refreshModule(module),
  });
}

export async function restoreRecord(module: string, id: string): Promise<void> {
  await records.restore(module, id);
  await refreshModule(module);
}
