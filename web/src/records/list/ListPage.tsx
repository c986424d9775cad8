import { Suspense, useEffect, useMemo, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { editorsAhead } from "@/fields";
import { late } from "@/kernel/late";
import { type Module, useModule } from "@/schema";
import { Broken, Loading, Refused, useDocumentTitle, useIsPhone } from "@/ui";
import { Cards } from "../cards/Cards";
import { usePref } from "../data/prefs";
import { useQueryRecords } from "../data/queries";
import { FilterBuilder } from "../filter/FilterBar";
import { askedKeys } from "../grid/choices";
import { Grid } from "../grid/Grid";
import type { RowHeight } from "../grid/layout";
import { type Columns, useColumns } from "../grid/useColumns";
import { type Selection, useSelection } from "../grid/useSelection";
import { ListEmpty } from "./ListEmpty";
import { ListHead } from "./ListHead";
import styles from "./ListPage.module.css";
import { Toolbar } from "./Toolbar";
import { useListState } from "./useListState";
import { ViewTabs } from "./ViewTabs";

// Wanted by the second click; they come with the editors while the person reads.
const BulkBar = late(async () => (await import("../bulk/BulkBar")).BulkBar);
const Peek = late(async () => (await import("../peek/Peek")).Peek);

/** The list of any module. */
export function Component() {
  const module = useModule(useParams().module);
  if (!module?.verbs.includes("view")) return <Refused />;
  return <ListPage key={module.key} module={module} />;
}

const NO_COLUMNS: string[] = [];

function ListPage({ module }: { module: Module }) {
  useDocumentTitle(module.plural);
  const phone = useIsPhone();
  const state = useListState(module);
  const columns = useColumns(module, state.view?.id ?? "all", state.view?.columns ?? NO_COLUMNS);
  const [rowHeight, setRowHeight] = usePref<RowHeight>("rowheight", "standard");
  const keys = useAsked(module, columns);
  const list = useQueryRecords(
    module.key,
    useMemo(() => ({ ...state.request, columns: keys }), [state.request, keys]),
  );
  const total = list.hasMore ? (list.count?.value ?? list.rows.length) : list.rows.length;
  const selection = useSelection(list.rows, total);
  const peek = usePeek();
  const choosing = useChoosing(selection, phone);
  const { clear } = selection;
  // Another filter is another result: what was chosen in the old one must not be changed in the new one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request is what the selection hangs on.
  useEffect(clear, [state.request, clear]);
  useEditorsAhead();
  const filtered = Boolean(state.criteria || state.request.search);
  return (
    <div className={styles.page}>
      <ListHead
        module={module}
        list={list}
        state={state}
        columns={columns}
        rowHeight={rowHeight}
        setRowHeight={setRowHeight}
        choosing={choosing}
      />
      <ViewTabs module={module} state={state} columns={columns} />
      <Toolbar module={module} state={state} />
      <div className={styles.content}>
        <div className={styles.list}>
          {list.error ? (
            <Broken error={list.error} retry={list.retry} />
          ) : list.loading || columns.loading ? (
            <Loading />
          ) : list.rows.length === 0 ? (
            <ListEmpty module={module} filtered={filtered} onClear={() => clearAll(state)} />
          ) : phone ? (
            <Cards module={module} list={list} selection={selection} choosing={choosing} />
          ) : (
            <Grid
              module={module}
              columns={columns}
              list={list}
              selection={selection}
              sort={state.sort}
              onSort={state.setSort}
              rowHeight={rowHeight}
              peeked={peek.id}
              onPeek={peek.open}
              onSelectAll={selection.everything}
            />
          )}
          <Suspense fallback={null}>
            {selection.size > 0 && (
              <BulkBar
                module={module}
                selection={selection}
                list={list}
                request={state.request}
                columns={columns.shown.map((column) => column.key)}
              />
            )}
          </Suspense>
        </div>
        <Suspense fallback={null}>
          {peek.id && !phone && <Peek module={module} id={peek.id} onClose={peek.close} />}
        </Suspense>
      </div>
    </div>
  );
}

export interface Choosing {
  on: boolean;
  start: () => void;
  end: () => void;
}

/** On a phone records are chosen in a mode of its own: cards open otherwise. */
function useChoosing(selection: Selection, phone: boolean): Choosing {
  const [on, setOn] = useState(false);
  return {
    on: phone && on,
    start: () => setOn(true),
    end: () => {
      setOn(false);
      selection.clear();
    },
  };
}

function useAsked(module: Module, columns: Columns): string[] {
  const shown = columns.shown.map((column) => column.key).join();
  return useMemo(() => askedKeys(module, shown.split(",")), [module, shown]);
}

function clearAll(state: ReturnType<typeof useListState>): void {
  if (state.view) state.openView(null);
  else state.reset();
}

/** Which record is peeked at, in the URL so that it can be shared and survives a reload. */
function usePeek() {
  const [params, setParams] = useSearchParams();
  const put = (id: string | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (id) after.set("peek", id);
        else after.delete("peek");
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return {
    id: params.get("peek"),
    open: put,
    close: () => {
      put(null);
      document.dispatchEvent(new Event("guanxi:grid-focus"));
    },
  };
}

/** Editors come while the person reads, so that the first key finds them. */
function useEditorsAhead() {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (asked) return;
    const timer = setTimeout(() => {
      setAsked(true);
      void editorsAhead();
      for (const part of [BulkBar, Peek, FilterBuilder]) void part.preload();
    }, 1500);
    return () => clearTimeout(timer);
  }, [asked]);
}
