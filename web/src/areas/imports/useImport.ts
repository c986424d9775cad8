import { useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { type ImportBrief, type ImportInvitation, type ImportProject, importsApi } from "@/api/imports";

const key = (id: string) => ["import", id];
const BUSY = ["checking", "running", "undoing"];

export const isBusy = (state: string) => BUSY.includes(state);

/** An import, asked for again and again only while the server works on it. */
export function useImport(id: string) {
  return useQuery({
    queryKey: key(id),
    queryFn: () => importsApi.get(id),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data.state) ? 700 : false),
  });
}

export function useImports() {
  return useQuery({ queryKey: ["imports"], queryFn: async () => (await importsApi.list()).imports });
}

/** Shows a newer state at once. */
export function paintImport(id: string, changes: Partial<ImportProject> | ImportBrief): void {
  cache.setQueryData<ImportProject>(key(id), (held) => held && { ...held, ...changes });
}

const invited = (id: string) => ["import-invitations", id];

/** The links of people whom an import invited are told once; they stay while the page is open. */
export function keepInvitations(id: string, invitations: ImportInvitation[]): void {
  if (invitations.length > 0) cache.setQueryData(invited(id), invitations);
}

export function useInvitations(id: string): ImportInvitation[] {
  return (
    useQuery<ImportInvitation[]>({ queryKey: invited(id), enabled: false, staleTime: Infinity }).data ?? []
  );
}

export async function refreshImport(id: string): Promise<void> {
  await cache.invalidateQueries({ queryKey: key(id) });
}
