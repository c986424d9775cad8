import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { records } from "@/api/records";
import type { Count, QueryRequest, RecordRow } from "@/api/types";
import { blockOf } from "../list/request";

/** Cache keys of records; everything of one module hangs below `["records", module]`. */
export const keys = {
  module: (module: string) => ["records", module] as const,
  query: (module: string, request: QueryRequest) => ["records", module, "query", request] as const,
  record: (module: string, id: string) => ["records", module, "record", id] as const,
  timeline: (module: string, id: string) => ["records", module, "timeline", id] as const,
  related: (module: string, id: string, list: string) => ["records", module, "related", id, list] as const,
};

export interface RecordList {
  rows: RecordRow[];
  count: Count | undefined;
  hasMore: boolean;
  loading: boolean;
  refreshing: boolean;
  error: unknown;
  more: () => void;
  retry: () => void;
}

/** A list that grows forward in blocks and keeps what it has; the count arrives with the first block. */
export function useQueryRecords(module: string, request: QueryRequest): RecordList {
  const query = useInfiniteQuery({
    queryKey: keys.query(module, request),
    queryFn: ({ pageParam, signal }) => records.query(module, blockOf(request, pageParam), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    // Drawn with the first frame where it came before the program did: a frame less for a slow processor.
    initialData: () => {
      const page = records.queried(module, blockOf(request, undefined));
      return page && { pages: [page], pageParams: [undefined] };
    },
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.records) ?? [], [data]);
  return {
    rows,
    count: data?.pages[0]?.count,
    // Asked of the data itself: while another list is on its way the old one still counts right.
    hasMore: Boolean(data?.pages.at(-1)?.next_cursor),
    loading: query.isPending,
    refreshing: query.isPlaceholderData,
    error: data ? null : query.error,
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage({ cancelRefetch: false });
    },
    retry: () => void query.refetch(),
  };
}

/** One record with what the person may change in it. */
export function useRecord(module: string, id: string | null | undefined) {
  return useQuery({
    queryKey: keys.record(module, id ?? ""),
    queryFn: ({ signal }) => records.get(module, id ?? "", signal),
    enabled: Boolean(id),
  });
}
