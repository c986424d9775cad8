import { useMemo, useRef } from "react";
import { useT } from "@/kernel/i18n";
import { type Module, titleOf } from "@/schema";
import { Conflict } from "../conflict/Conflict";
import type { RecordList } from "../data/queries";
import styles from "./Grid.module.css";
import { GridHeader } from "./GridHeader";
import { GridRow } from "./GridRow";
import { HEAD, layoutOf, ROW_HEIGHTS, type RowHeight } from "./layout";
import type { Columns } from "./useColumns";
import { useEditing } from "./useEditing";
import { useGridKeys } from "./useGridKeys";
import { useKeepScroll } from "./useKeepScroll";
import type { Selection } from "./useSelection";
import { useWindow } from "./useWindow";

export interface GridProps {
  module: Module;
  columns: Columns;
  list: RecordList;
  selection: Selection;
  sort: string[];
  onSort: (sort: string[]) => void;
  rowHeight: RowHeight;
  peeked: string | null;
  onPeek: (id: string) => void;
  onSelectAll: () => void;
}

/** The list as a grid: one tab stop, arrows inside, edit in place. */
export function Grid(props: GridProps) {
  const { module, columns, list, selection, rowHeight } = props;
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const height = ROW_HEIGHTS[rowHeight];
  const layout = useMemo(() => layoutOf(columns.shown), [columns.shown]);
  const editing = useEditing(module.key);
  const range = useWindow(box, list.rows.length, height, HEAD);
  const keys = useGridKeys({ ...props, box, height, layout, editing });
  useKeepScroll(box, list.rows.length > 0);
  useMore(list, range.end);
  const exact = list.count?.exact ? list.count.value + 1 : -1;
  return (
    <div
      ref={box}
      className={styles.grid}
      role="grid"
      tabIndex={0}
      aria-label={t("list.grid", { name: module.plural })}
      aria-rowcount={list.hasMore ? exact : list.rows.length + 1}
      aria-colcount={columns.shown.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={keys.activeId}
      aria-busy={list.refreshing}
      style={{ "--cols": layout.template, "--row": `${height}px` } as React.CSSProperties}
      onKeyDown={keys.onKeyDown}
      onFocus={keys.onFocus}
    >
      <div style={{ minWidth: layout.width }} className={styles.table} role="presentation">
        <GridHeader {...props} layout={layout} activeCol={keys.active?.row === -1 ? keys.active.col : null} />
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: list.rows.length * height + (list.hasMore ? height * 3 : 0) }}
          data-stale={list.refreshing || undefined}
        >
          {list.rows.slice(range.start, range.end).map((row, offset) => {
            const index = range.start + offset;
            return (
              <GridRow
                key={row.id}
                row={row}
                index={index}
                top={index * height}
                title={titleOf(module, row)}
                titleField={module.title_field}
                columns={columns.shown}
                lefts={layout.lefts}
                activeCol={keys.active?.row === index ? keys.active.col : null}
                selected={selection.has(row.id)}
                peeked={props.peeked === row.id}
                edit={editing.edit?.id === row.id ? editing.edit : null}
                deeds={keys.deeds}
              />
            );
          })}
          {list.hasMore && <MoreRows top={list.rows.length * height} />}
        </div>
      </div>
      <Conflict module={module} conflict={editing.conflict} onClose={editing.closeConflict} />
    </div>
  );
}

/** Asks for the next block before the person reaches the end of this one. */
function useMore(list: RecordList, end: number): void {
  if (list.hasMore && end > list.rows.length - 40) queueMicrotask(list.more);
}

function MoreRows({ top }: { top: number }) {
  return (
    <div className={styles.more} style={{ top }} aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
