import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { cache } from "@/api/cache";
import { notifications } from "@/api/workspace";

const KEY = ["notifications"];
const EVERY = 30_000;

/** The first page of notifications, asked every half minute and at once when the server says so. */
export function useNotifications() {
  useLive();
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

const DEEDS: Record<string, () => void> = {
  notification: () => void refreshNotifications(),
  schema: () => void cache.invalidateQueries({ queryKey: ["schema"] }),
  record: () => void cache.invalidateQueries({ queryKey: ["records"], refetchType: "none" }),
};

/** Server-sent events where there are any; a refusal ends it quietly, polling goes on. */
function useLive(): void {
  useEffect(() => {
    if (typeof EventSource === "undefined") return;
    const source = new EventSource("/api/v1/events");
    for (const [name, deed] of Object.entries(DEEDS)) source.addEventListener(name, deed);
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) source.close();
    });
    return () => source.close();
  }, []);
}
