import { memo } from "react";
import { useT } from "@/kernel/i18n";
import { Checkbox, Icon, Menu } from "@/ui";
import type { GridProps } from "./Grid";
import styles from "./Grid.module.css";
import { Resizer, useHeaderDrag } from "./headerDrag";
import type { Layout } from "./layout";
import { directionOf, nextSort } from "./sorting";
import { useColumnEntries } from "./useColumnEntries";
import type { Column } from "./useColumns";
import { cellId } from "./useGridKeys";

export interface HeaderProps extends GridProps {
  layout: Layout;
  activeCol: number | null;
}

/** Column names: click sorts, shift-click sorts further, drag moves, the edge resizes, the menu does all of it. */
export const GridHeader = memo(function GridHeader(props: HeaderProps) {
  const t = useT();
  const { selection, list } = props;
  const every = list.rows.length > 0 && list.rows.every((row) => selection.has(row.id));
  return (
    <div role="rowgroup" className={styles.head}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell. */}
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell. */}
        <div
          role="columnheader"
          id={cellId(-1, 0)}
          aria-colindex={1}
          className={styles.select}
          data-active={props.activeCol === 0 || undefined}
        >
          <Checkbox
            tabIndex={-1}
            checked={every}
            indeterminate={!every && selection.size > 0}
            aria-label={t("list.selectLoaded")}
            onChange={(on) => selection.loaded(on)}
          />
        </div>
        {props.columns.shown.map((column, index) => (
          <HeaderCell key={column.key} props={props} column={column} index={index} />
        ))}
      </div>
    </div>
  );
});

const ARIA = { asc: "ascending", desc: "descending" } as const;

function HeaderCell({ props, column, index }: { props: HeaderProps; column: Column; index: number }) {
  const t = useT();
  const direction = directionOf(props.sort, column.key);
  const { label } = column.field;
  const left = props.layout.lefts[index];
  const sortable = column.field.sortable;
  const drag = useHeaderDrag(props, column);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell.
    <div
      role="columnheader"
      id={cellId(-1, index + 1)}
      aria-colindex={index + 2}
      aria-sort={direction ? ARIA[direction] : undefined}
      className={styles.headCell}
      data-align={column.kit.align}
      data-pinned={left !== undefined || undefined}
      data-active={props.activeCol === index + 1 || undefined}
      style={left === undefined ? undefined : ({ "--left": `${left}px` } as React.CSSProperties)}
      {...drag}
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles.headName}
        disabled={!sortable}
        onClick={(event) => props.onSort(nextSort(props.sort, column.key, event.shiftKey))}
      >
        <span className="ellipsis">{label}</span>
        {direction && <Icon name={direction === "asc" ? "arrow-up" : "arrow-down"} size={13} />}
      </button>
      <Menu
        label={t("list.columnMenu", { name: label })}
        entries={useColumnEntries(props, column)}
        position="bottom-start"
        width={190}
      >
        <button
          type="button"
          tabIndex={-1}
          data-column-menu
          className={styles.headMenu}
          aria-label={t("list.columnMenu", { name: label })}
        >
          <Icon name="chevron-down" size={14} />
        </button>
      </Menu>
      <Resizer props={props} column={column} />
    </div>
  );
}
