import type { InfiniteData } from "@tanstack/react-query";
import { useEffect } from "react";
import { cache } from "@/api/cache";
import { type LiveEvent, listen } from "@/api/live";
import type { QueryPage } from "@/api/types";
import { keys } from "@/records/data/queries";

// The screen stands and what it asked for has come; the stream is a comfort.
const AFTER = 3_000;
// What arrives in one breath is answered by one look.
const GATHER = 400;
// A list that somebody has scrolled far is only marked: asking for all of it again would cost more than it tells.
const FEW_PAGES = 3;

/** What the server tells changes what is on the screen. */
export function useLiveEvents(): void {
  useEffect(() => {
    let stop = () => {};
    const timer = setTimeout(() => {
      stop = listen(gathered(take), refreshAll);
    }, AFTER);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}

/** Hands over events in groups. */
export function gathered(take: (events: LiveEvent[]) => void): (event: LiveEvent) => void {
  let held: LiveEvent[] = [];
  return (event) => {
    if (held.length === 0) {
      setTimeout(() => {
        const group = held;
        held = [];
        take(group);
      }, GATHER);
    }
    held.push(event);
  };
}

const again = (queryKey: readonly unknown[], refetchType: "active" | "none" = "active") =>
  void cache.invalidateQueries({ queryKey, refetchType });

/** Asks anew for what the events concern. */
export function take(events: LiveEvent[]): void {
  const kinds = new Set(events.map((event) => event.kind));
  if (kinds.has("notification")) again(["notifications"]);
  if (kinds.has("schema")) for (const key of ["schema", "me", "records"]) again([key]);
  if (kinds.has("job")) for (const key of ["import", "imports"]) again([key]);
  const records = events.filter((event) => event.kind === "record" && event.module);
  if (records.length > 0) again(["today"]);
  // What this person did is on this page already; other pages of it look when they are next asked.
  const own = new Set(records.filter((event) => event.mine).map((event) => event.module ?? ""));
  for (const module of own) again(keys.module(module), "none");
  const others = records.filter((event) => !event.mine);
  for (const module of new Set(others.map((event) => event.module ?? ""))) refreshLists(module);
  for (const event of others) refreshRecords(event);
}

function refreshLists(module: string): void {
  void cache.invalidateQueries({ queryKey: [...keys.module(module), "query"], refetchType: "none" });
  void cache.refetchQueries({
    queryKey: [...keys.module(module), "query"],
    type: "active",
    predicate: (query) =>
      ((query.state.data as InfiniteData<QueryPage> | undefined)?.pages.length ?? 0) <= FEW_PAGES,
  });
}

function refreshRecords({ module = "", ids }: LiveEvent): void {
  // Talks and tasks stand on the pages of other records; which ones, the event does not say.
  const places = ["timeline", "related", "network", "following"];
  void cache.invalidateQueries({
    queryKey: ["records"],
    predicate: ({ queryKey }) => places.includes(String(queryKey[2])),
  });
  for (const id of ids ?? []) again(keys.record(module, id));
  if (!ids) again([...keys.module(module), "record"]);
}

function refreshAll(): void {
  again(["notifications"]);
  again(["records"]);
  again(["today"]);
}
