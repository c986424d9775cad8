import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { cache } from "@/api/cache";
import { isProblem } from "@/api/problem";
import { me } from "@/api/session";
import { boot } from "@/kernel/boot";

async function ask<V>(key: string): Promise<V | null> {
  try {
    return (await me.pref<V>(key)).value;
  } catch (error) {
    // Nothing saved yet is an answer, not a fault.
    if (isProblem(error, 404)) return null;
    throw error;
  }
}

/** What the page was served with, kept up to date by what is set since. */
function served(key: string): unknown {
  const { prefs } = boot();
  return prefs && (prefs[key] ?? null);
}

/** A preference of this person, kept on the server; writes are gathered for a moment. */
export function usePref<V>(key: string, fallback: V): [V, (value: V) => void, boolean] {
  const queryKey = ["pref", key];
  const query = useQuery({
    queryKey,
    queryFn: () => ask<V>(key),
    staleTime: Number.POSITIVE_INFINITY,
    initialData: () => served(key) as V | null | undefined,
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = useCallback(
    (value: V) => {
      cache.setQueryData(["pref", key], value);
      const { prefs } = boot();
      if (prefs) prefs[key] = value;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void me.setPref(key, value), 500);
    },
    [key],
  );
  return [query.data ?? fallback, set, query.isPending];
}
