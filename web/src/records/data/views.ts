import { useMutation, useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import type { View } from "@/api/types";
import { listOf, type ViewDraft, views } from "@/api/workspace";

const key = (module: string) => ["views", module];

/** Saved views of a module, own and shared. */
export function useViews(module: string): View[] {
  const query = useQuery({
    queryKey: key(module),
    queryFn: async () => listOf<View>(await views.list(module), "views"),
    staleTime: 60_000,
  });
  return query.data ?? [];
}

/** Creates, changes and removes views; the tabs follow. */
export function useViewDeeds(module: string) {
  const refresh = () => cache.invalidateQueries({ queryKey: key(module) });
  const create = useMutation({ mutationFn: (draft: ViewDraft) => views.create(draft), onSuccess: refresh });
  const change = useMutation({
    mutationFn: ({ id, changes }: { id: string; changes: Partial<ViewDraft> }) => views.patch(id, changes),
    onSuccess: refresh,
  });
  const remove = useMutation({ mutationFn: (id: string) => views.remove(id), onSuccess: refresh });
  return { create, change, remove };
}
