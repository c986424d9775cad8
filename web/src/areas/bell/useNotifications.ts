import { useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { notifications } from "@/api/workspace";

const KEY = ["notifications"];
const EVERY = 30_000;

/** The first page of notifications, asked every half minute. */
export function useNotifications() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => notifications.list(),
    refetchInterval: EVERY,
    refetchIntervalInBackground: false,
  });
}

export function refreshNotifications(): Promise<void> {
  return cache.invalidateQueries({ queryKey: KEY });
}
