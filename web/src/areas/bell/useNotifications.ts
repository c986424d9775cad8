import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { cache } from "@/api/cache";
import { useLive } from "@/api/live";
import { notifications } from "@/api/workspace";

const KEY = ["notifications"];
const EVERY = 30_000;
// The stream tells at once; this is for what it might have lost.
const EVERY_LIVE = 5 * 60_000;

// The page came with the count; the list may wait until the screen stands.
const FIRST = 2_000;

/** The first page of notifications, asked every half minute unless it is told; at once when it is wanted. */
export function useNotifications(wanted: boolean) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), FIRST);
    return () => clearTimeout(timer);
  }, []);
  const live = useLive((state) => state.open);
  return useQuery({
    queryKey: KEY,
    queryFn: () => notifications.list(),
    enabled: late || wanted,
    refetchInterval: live ? EVERY_LIVE : EVERY,
    refetchIntervalInBackground: false,
  });
}

export function refreshNotifications(): Promise<void> {
  return cache.invalidateQueries({ queryKey: KEY });
}
