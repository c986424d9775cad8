import type { InfiniteData } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import type { QueryPage } from "@/api/types";
import { keys } from "../data/queries";

export interface Neighbours {
  before: string | null;
  after: string | null;
  /** Place of this record in its list, from 1. */
  place: number;
  loaded: number;
}

/** Who stands before and after a record in the list that was looked at last; null where no list knows it. */
export function neighboursOf(module: string, id: string): Neighbours | null {
  const lists = cache
    .getQueryCache()
    .findAll({ queryKey: [...keys.module(module), "query"] })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  for (const list of lists) {
    const data = list.state.data as InfiniteData<QueryPage> | undefined;
    const ids = data?.pages.flatMap((page) => page.records.map((row) => row.id)) ?? [];
    const at = ids.indexOf(id);
    if (at >= 0)
      return { before: ids[at - 1] ?? null, after: ids[at + 1] ?? null, place: at + 1, loaded: ids.length };
  }
  return null;
}
