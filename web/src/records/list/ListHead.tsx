import { useMutation } from "@tanstack/react-query";
import { records } from "@/api/records";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { can, type Module } from "@/schema";
import { Button, IconButton, Menu, type MenuEntry, useIsPhone } from "@/ui";
import type { RecordList } from "../data/queries";
import { openExport } from "../export/state";
import type { RowHeight } from "../grid/layout";
import { directionOf } from "../grid/sorting";
import type { Columns } from "../grid/useColumns";
import { ColumnsMenu } from "./ColumnsMenu";
import type { Choosing } from "./ListPage";
import styles from "./ListPage.module.css";
import type { ListState } from "./useListState";

interface ListHeadProps {
  module: Module;
  list: RecordList;
  state: ListState;
  columns: Columns;
  rowHeight: RowHeight;
  setRowHeight: (height: RowHeight) => void;
  choosing: Choosing;
}

/** Name, count, and how the list is ordered and drawn. */
export function ListHead(props: ListHeadProps) {
  const t = useT();
  const phone = useIsPhone();
  const { module, list, state, choosing } = props;
  return (
    <header className={styles.head}>
      <h1 className={`${styles.title} display`}>{module.plural}</h1>
      <Count module={module} list={list} state={state} />
      <div className={styles.tools}>
        {phone && (choosing.on || list.rows.length > 0) && <ChooseButton choosing={choosing} />}
        <Menu label={t("list.sort")} entries={useSortEntries(module, state)} width={220}>
          {phone ? (
            <IconButton icon="arrows-sort" label={t("list.sort")} tip={false} />
          ) : (
            <Button kind="quiet" icon="arrows-sort">
              {t("list.sort")}
            </Button>
          )}
        </Menu>
        {!phone && (
          <>
            <ColumnsMenu module={module} columns={props.columns} />
            <HeightMenu value={props.rowHeight} onChange={props.setRowHeight} />
            {can(module, "export") && (
              <IconButton icon="download" label={t("list.export")} onClick={() => exportView(props)} />
            )}
          </>
        )}
      </div>
    </header>
  );
}

function ChooseButton({ choosing }: { choosing: Choosing }) {
  const t = useT();
  return (
    <Button
      kind="quiet"
      icon={choosing.on ? "check" : "list-check"}
      aria-pressed={choosing.on}
      onClick={choosing.on ? choosing.end : choosing.start}
    >
      {choosing.on ? t("list.chosen") : t("list.choose")}
    </Button>
  );
}

/** The view as it stands: its filter, its order, its columns. */
function exportView({ module, list, state, columns }: ListHeadProps): void {
  const { criteria, search, sort } = state.request;
  const whole = !criteria && !search;
  openExport({
    module: module.key,
    columns: columns.shown.map((column) => column.key),
    count: list.hasMore ? (list.count?.exact ? list.count.value : undefined) : list.rows.length,
    ...(whole ? { all: true } : { criteria, search }),
    sort,
  });
}

/** How many there are; 'more than 1,000' counts to the end when it is asked. */
function Count({ module, list, state }: Pick<ListHeadProps, "module" | "list" | "state">) {
  const t = useT();
  const exact = useMutation({
    mutationFn: (request: ListState["request"]) =>
      records.query(module.key, { ...request, columns: [module.title_field], limit: 1, count: "exact" }),
  });
  const asked = exact.variables === state.request ? exact.data?.count : undefined;
  const words = asked ? t("common.records", { n: formatNumber(asked.value) }) : countWords(list, t);
  const capped = !asked && list.hasMore && list.count?.exact === false;
  return (
    <span className={styles.count} aria-live="polite">
      {capped ? (
        <button
          type="button"
          className={styles.exact}
          title={t("list.countAll")}
          aria-busy={exact.isPending}
          onClick={() => exact.mutate(state.request)}
        >
          {words}
        </button>
      ) : (
        words
      )}
    </span>
  );
}

function countWords(list: RecordList, t: ReturnType<typeof useT>): string {
  if (list.loading || list.error) return "";
  if (!list.hasMore) return t("common.records", { n: formatNumber(list.rows.length) });
  if (!list.count) return "";
  return t(list.count.exact ? "common.records" : "common.recordsMore", { n: formatNumber(list.count.value) });
}

function useSortEntries(module: Module, state: ListState): MenuEntry[] {
  const t = useT();
  const entries = module.fields
    .filter((field) => field.sortable)
    .map((field): MenuEntry => {
      const direction = directionOf(state.sort, field.key);
      const next = direction === "asc" ? `-${field.key}` : field.key;
      return {
        key: field.key,
        label: field.label,
        checked: direction !== null,
        icon: direction === "desc" ? "arrow-down" : direction === "asc" ? "arrow-up" : undefined,
        onClick: () => state.setSort([next]),
      };
    });
  return [
    ...entries,
    {
      key: "-default",
      label: t("list.defaultSort"),
      divided: true,
      onClick: () => state.setSort(module.default_sort),
    },
  ];
}

function HeightMenu({ value, onChange }: { value: RowHeight; onChange: (height: RowHeight) => void }) {
  const t = useT();
  const heights: RowHeight[] = ["compact", "standard", "loose"];
  const entries = heights.map((key) => ({
    key,
    label: t(`list.${key}`),
    checked: key === value,
    onClick: () => onChange(key),
  }));
  return (
    <Menu label={t("list.rowHeight")} entries={entries} width={150}>
      <Button kind="quiet" icon="layout-rows">
        {t("list.rowHeight")}
      </Button>
    </Menu>
  );
}
