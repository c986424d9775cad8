import { useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { type Export, exportsApi } from "@/api/leaving";

const LIVE = ["queued", "running"];
const SOON = 2000;

/** The own exports; asked anew while a file is being made. */
export function useOwnExports() {
  return useQuery({
    queryKey: ["exports", "own"],
    queryFn: async () => (await exportsApi.own()).exports,
    refetchInterval: ({ state }) => (state.data?.some((one) => LIVE.includes(one.state)) ? SOON : false),
  });
}

/** What waits for this person's decision. */
export function useApprovals() {
  return useQuery({ queryKey: ["exports", "approvals"], queryFn: exportsApi.approvals });
}

export function refreshExports(): Promise<void> {
  return cache.invalidateQueries({ queryKey: ["exports"] });
}

const PIGMENTS: Record<Export["state"], string> = {
  waiting: "gamboge",
  queued: "azurite",
  running: "azurite",
  done: "malachite",
  refused: "rouge",
  failed: "rouge",
  expired: "neutral",
  withdrawn: "neutral",
  cancelled: "neutral",
  gone: "neutral",
};

export function pigmentOf(one: Export): string {
  return PIGMENTS[one.state];
}
