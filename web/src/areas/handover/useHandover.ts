import { useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { type Handover, type HandoverState, type HandoverWish, handovers } from "@/api/handovers";
import { usePeople } from "@/areas/people/usePeople";
import type { Option } from "@/ui";

/** Where a handover is looked at. */
export function placeOf(person: string, id: string): string {
  return `/settings/people/${person}/handover/${id}`;
}

export function isRunning(state: HandoverState): boolean {
  return state === "queued" || state === "running";
}

/** What a colleague has. */
export function useBelongings(person: string, enabled = true) {
  return useQuery({
    queryKey: ["handover", "belongings", person],
    queryFn: () => handovers.belongings(person),
    enabled,
    retry: false,
  });
}

/** Who would get how many, by rules that are whole. */
export function usePreview(wish: HandoverWish, enabled = true) {
  return useQuery({
    queryKey: ["handover", "preview", wish],
    queryFn: () => handovers.preview(wish),
    enabled: enabled && (Object.keys(wish.rules).length > 0 || wish.successor !== null),
    placeholderData: (before) => before,
    retry: false,
  });
}

export function usePast(person: string) {
  return useQuery({
    queryKey: ["handover", "list", person],
    queryFn: async () => (await handovers.list(person)).handovers,
    retry: false,
  });
}

/** A handover, asked for again and again only while the server works on it. */
export function useHandover(id: string) {
  return useQuery({
    queryKey: ["handover", "one", id],
    queryFn: () => handovers.get(id),
    refetchInterval: (query) => (query.state.data && isRunning(query.state.data.state) ? 700 : false),
    retry: false,
  });
}

/** Shows a newer state at once. */
export function paintHandover(row: Handover): void {
  cache.setQueryData<Handover>(["handover", "one", row.id], (held) => ({ ...held, ...row }));
}

export function refreshHandovers(): Promise<void> {
  return cache.invalidateQueries({ queryKey: ["handover"] });
}

/** Colleagues who can take over. */
export function useReceivers(leaver: string): Option[] {
  const { people } = usePeople();
  return (people.data ?? [])
    .filter((one) => one.active && one.id !== leaver)
    .map((one) => ({ value: one.id, label: one.name, hint: one.department?.name }));
}
