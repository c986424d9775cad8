import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { type AuditEntry, type AuditWish, auditApi } from "@/api/audit";
import { dayOf } from "@/kernel/clock";

const KEYS = ["module", "record", "person", "verb", "from", "to"] as const;

/** What is looked for stands in the URL, so that it can be sent to somebody and survives a reload. */
export function useWish(): [AuditWish, (changes: Partial<Record<keyof AuditWish, string | null>>) => void] {
  const [params, setParams] = useSearchParams();
  const wish = useMemo(
    () => Object.fromEntries(KEYS.flatMap((key) => (params.get(key) ? [[key, params.get(key)]] : []))),
    [params],
  ) as AuditWish;
  const change = (changes: Partial<Record<keyof AuditWish, string | null>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) value ? next.set(key, value) : next.delete(key);
        return next;
      },
      { replace: true },
    );
  return [wish, change];
}

export interface Day {
  day: string;
  entries: AuditEntry[];
}

function byDay(entries: AuditEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** The acts, newest first, day by day, growing by cursor. */
export function useAudit(wish: AuditWish, enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: ["audit", wish],
    queryFn: ({ pageParam }) => auditApi.page(wish, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled,
    staleTime: 10_000,
  });
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries) ?? [], [query.data]);
  const days = useMemo(() => byDay(entries), [entries]);
  return { days, entries, query };
}
