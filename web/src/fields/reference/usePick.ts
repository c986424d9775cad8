import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { lookups } from "@/api/records";
import type { PickItem } from "@/api/types";
import { learnName } from "./names";

/** The text after the person has paused typing. */
export function useSettled(text: string, delay = 160): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delay);
    return () => clearTimeout(timer);
  }, [text, delay]);
  return useDeferredValue(settled);
}

/** Records of a module that match what is typed; pinyin and initials are the server's business. */
export function usePick(target: string, text: string, enabled = true): PickItem[] {
  const settled = useSettled(text);
  const query = useQuery({
    queryKey: ["pick", target, settled],
    queryFn: async ({ signal }) => {
      const { items } = await lookups.pick(target, settled, 20, signal);
      for (const item of items) learnName(target, item.id, item.title);
      return items;
    },
    enabled,
    placeholderData: keepPreviousData,
  });
  return query.data ?? [];
}
