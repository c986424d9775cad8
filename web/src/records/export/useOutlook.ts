import { useQuery } from "@tanstack/react-query";
import { exportsApi, type Outlook } from "@/api/leaving";
import type { ExportWish } from "./state";

/** Why an export cannot begin as it is: beyond the day's number, or nobody could approve it. */
export type Hindrance = "tooMany" | "usedUp" | "nobody" | null;

/** What would become of the export, asked once for each opening of the dialog. */
export function useOutlook(wish: ExportWish) {
  const { count: _, ...request } = wish;
  const query = useQuery({
    queryKey: ["exports", "check", request],
    queryFn: () => exportsApi.check({ ...request, format: "xlsx" }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return { outlook: query.data, error: query.error };
}

export function hindranceOf({ rows, approval, quota }: Outlook): Hindrance {
  if (quota.limit !== null && rows > quota.limit) return "tooMany";
  if (approval.needed) return approval.approvers.length === 0 ? "nobody" : null;
  return quota.left !== null && rows > quota.left ? "usedUp" : null;
}
