import { type InfiniteData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { cache } from "@/api/cache";
import { records } from "@/api/records";
import type { TimelineItem, TimelinePage } from "@/api/types";
import { keys } from "../data/queries";

type Pages = InfiniteData<TimelinePage>;

const keyOf = (module: string, id: string, kinds: string) => [...keys.timeline(module, id), kinds];

/** The timeline of a record, newest first, growing by cursor; `kinds` empty means all. */
export function useTimeline(module: string, id: string, kinds: string, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: keyOf(module, id, kinds),
    queryFn: ({ pageParam }) =>
      records.timeline(module, id, { cursor: pageParam, limit: 30, kinds: kinds || undefined }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { items, query };
}

function change(module: string, id: string, edit: (items: TimelineItem[], first: boolean) => TimelineItem[]) {
  cache.setQueriesData<Pages>(
    { queryKey: keys.timeline(module, id) },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page, index) => ({ ...page, items: edit(page.items, index === 0) })),
      },
  );
}

/** Shows an entry at once, before the server has it. */
export function paintItem(module: string, id: string, item: TimelineItem): void {
  change(module, id, (items, first) => (first ? [item, ...items] : items));
}

/** Shows an entry with other values at once. */
export function repaintItem(module: string, id: string, item: TimelineItem): void {
  change(module, id, (items) => items.map((one) => (one.id === item.id ? item : one)));
}

/** Takes an entry away at once. */
export function wipeItem(module: string, id: string, itemId: string): void {
  change(module, id, (items) => items.filter((one) => one.id !== itemId));
}

/** What was written changes the record too (last contact, next follow-up): ask for all of it anew. */
export async function refreshTimeline(module: string, id: string): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: keys.timeline(module, id) }),
    cache.invalidateQueries({ queryKey: keys.record(module, id) }),
    cache.invalidateQueries({ queryKey: ["records", module, "network", id] }),
    cache.invalidateQueries({ queryKey: ["today"] }),
  ]);
}
