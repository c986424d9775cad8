import type { Criteria, QueryRequest } from "@/api/types";

/** What a list shows: the filter, the words looked for, the order. */
export interface Shown {
  criteria: Criteria | undefined;
  search: string;
  sort: string[];
}

/** The filter of the URL, or the one that holds where the URL says none. */
export function criteriaIn(raw: string | null, base: Criteria | null): Criteria | undefined {
  return (raw === null ? base : parsed(raw, base)) ?? undefined;
}

function parsed(raw: string, base: Criteria | null): Criteria | null {
  try {
    return raw ? (JSON.parse(raw) as Criteria) : null;
  } catch {
    return base;
  }
}

/** The order of the URL, or the one that holds where the URL says none. */
export function sortIn(raw: string | null, base: string[]): string[] {
  return raw === null ? base : raw.split(",").filter(Boolean);
}

/** What the server is asked for it. */
export function requestOf({
  criteria,
  search,
  sort,
}: Shown): Pick<QueryRequest, "criteria" | "search" | "sort"> {
  return { criteria, search: search.trim() || undefined, sort };
}

const BLOCK = 100;
// A screen of cards and a little: the first ones need not wait for a hundred on a slow line.
const BLOCK_SMALL = 20;

/** One block of a list; the count arrives with the first. */
export function blockOf(request: QueryRequest, cursor: string | undefined): QueryRequest {
  const first = matchMedia("(width < 760px)").matches ? BLOCK_SMALL : BLOCK;
  return {
    limit: cursor ? BLOCK : first,
    ...request,
    cursor,
    count: cursor ? "none" : (request.count ?? "capped"),
  };
}
