import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Criteria, QueryRequest, View } from "@/api/types";
import type { Module } from "@/schema";
import { useViews } from "../data/views";
import { criteriaIn, requestOf, sortIn } from "./request";

export interface ListState {
  views: View[];
  view: View | null;
  criteria: Criteria | undefined;
  search: string;
  sort: string[];
  /** The URL says something else than the saved view. */
  dirty: boolean;
  request: Pick<QueryRequest, "criteria" | "search" | "sort">;
  openView: (id: string | null) => void;
  setCriteria: (criteria: Criteria | undefined) => void;
  setSearch: (search: string) => void;
  setSort: (sort: string[]) => void;
  reset: () => void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What the list shows, kept in the URL: reload and back keep it, and a colleague can be sent the link. */
export function useListState(module: Module): ListState {
  const [params, setParams] = useSearchParams();
  const views = useViews(module.key);
  const view = views.find((one) => one.id === params.get("view")) ?? null;
  const base = useMemo(
    () => ({
      criteria: view?.criteria ?? null,
      search: view?.search ?? "",
      sort: view?.sort?.length ? view.sort : module.default_sort,
    }),
    [view, module],
  );
  const rawFilter = params.get("f");
  const criteria = useMemo(() => criteriaIn(rawFilter, base.criteria), [rawFilter, base]);
  const search = params.get("q") ?? base.search;
  const rawSort = params.get("s");
  const sort = useMemo(() => sortIn(rawSort, base.sort), [rawSort, base]);

  const put = useCallback(
    (key: string, value: string | null) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === null) after.delete(key);
          else after.set(key, value);
          return after;
        },
        { replace: true },
      ),
    [setParams],
  );
  const openView = useCallback((id: string | null) => setParams(id ? { view: id } : {}), [setParams]);
  const reset = useCallback(
    () => setParams(view ? { view: view.id } : {}, { replace: true }),
    [setParams, view],
  );

  const request = useMemo(() => requestOf({ criteria, search, sort }), [criteria, search, sort]);
  return {
    views,
    view,
    criteria,
    search,
    sort,
    dirty: !same(criteria, base.criteria) || search !== base.search || !same(sort, base.sort),
    request,
    openView,
    setCriteria: (next) => put("f", same(next, base.criteria) ? null : next ? JSON.stringify(next) : ""),
    setSearch: (next) => put("q", next === base.search ? null : next),
    setSort: (next) => put("s", same(next, base.sort) ? null : next.join(",")),
    reset,
  };
}
