import { useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { rights as api } from "@/api/rights";
import { useLocaleCode } from "@/schema";

/** What roles are made of. */
export function useRightsSchema() {
  const code = useLocaleCode();
  return useQuery({ queryKey: ["rights", "schema", code], queryFn: api.schema, staleTime: 600_000 });
}

/** All roles with what they allow and how many people hold each. */
export function useRoles() {
  return useQuery({ queryKey: ["rights", "roles"], queryFn: async () => (await api.roles()).roles });
}

/** One role with the people who hold it. */
export function useRole(key: string) {
  return useQuery({ queryKey: ["rights", "role", key], queryFn: () => api.role(key), retry: false });
}

/** Asks anew for everything that speaks of rights. */
export async function refreshRights(): Promise<void> {
  await Promise.all([
    cache.invalidateQueries({ queryKey: ["rights"] }),
    cache.invalidateQueries({ queryKey: ["people"] }),
  ]);
}

export function usePosts() {
  return useQuery({ queryKey: ["rights", "posts"], queryFn: async () => (await api.posts()).posts });
}

export function useTeams() {
  return useQuery({ queryKey: ["rights", "teams"], queryFn: async () => (await api.teams()).teams });
}

export function useRules() {
  return useQuery({ queryKey: ["rights", "rules"], queryFn: async () => (await api.rules()).rules });
}
