import { useRef } from "react";
import { useT } from "@/kernel/i18n";
import { Checkbox, Icon, Menu, type MenuEntry } from "@/ui";
import type { GridProps } from "./Grid";
import styles from "./Grid.module.css";
import type { Layout } from "./layout";
import { directionOf, nextSort, setDirection } from "./sorting";
import { type Column, MIN_WIDTH } from "./useColumns";
import { cellId } from "./useGridKeys";

interface HeaderProps extends GridProps {
  layout: Layout;
  activeCol: number | null;
}

/** Column names: click sorts, shift-click sorts further, drag moves, the edge resizes, the menu does all of it. */
export function GridHeader(props: HeaderProps) {
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
}

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
      style={left === undefined ? undefined : { left }}
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

function useColumnEntries(props: HeaderProps, column: Column): MenuEntry[] {
  const t = useT();
  const { columns, sort, onSort } = props;
  const direction = directionOf(sort, column.key);
  const place = columns.choices.findIndex((choice) => choice.key === column.key);
  const sorting: MenuEntry[] = column.field.sortable
    ? [
        {
          key: "asc",
          label: t("list.ascending"),
          icon: "arrow-up",
          checked: direction === "asc",
          onClick: () => onSort(setDirection(sort, column.key, "asc")),
        },
        {
          key: "desc",
          label: t("list.descending"),
          icon: "arrow-down",
          checked: direction === "desc",
          onClick: () => onSort(setDirection(sort, column.key, "desc")),
        },
      ]
    : [];
  return [
    ...sorting,
    {
      key: "pin",
      label: column.pinned ? t("list.unpin") : t("list.pin"),
      icon: column.pinned ? "pinned-off" : "pin",
      divided: sorting.length > 0,
      onClick: () => columns.patch(column.key, { pinned: !column.pinned }),
    },
    {
      key: "left",
      label: t("list.moveLeft"),
      icon: "arrow-left",
      disabled: place <= 0,
      onClick: () => columns.move(column.key, place - 1),
    },
    {
      key: "right",
      label: t("list.moveRight"),
      icon: "arrow-right",
      onClick: () => columns.move(column.key, place + 1),
    },
    {
      key: "wider",
      label: t("list.wider"),
      onClick: () => columns.patch(column.key, { width: column.width + 40 }),
    },
    {
      key: "narrower",
      label: t("list.narrower"),
      onClick: () => columns.patch(column.key, { width: Math.max(MIN_WIDTH, column.width - 40) }),
    },
    {
      key: "hide",
      label: t("list.hide"),
      icon: "eye-off",
      divided: true,
      disabled: column.key === props.module.title_field,
      onClick: () => columns.patch(column.key, { hidden: true }),
    },
  ];
}

/** The edge of a column under the mouse; the width is painted at once and saved at the end. */
function Resizer({ props, column }: { props: HeaderProps; column: Column }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const move = (event: React.PointerEvent) => {
    if (!start.current) return;
    const width = Math.max(MIN_WIDTH, start.current.width + event.clientX - start.current.x);
    props.columns.patch(column.key, { width: Math.round(width) });
  };
  return (
    <span
      className={styles.resizer}
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width: column.width };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.stopPropagation();
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => props.columns.patch(column.key, { width: undefined })}
    />
  );
}

const KIND = "application/x-guanxi-column";

function useHeaderDrag(props: HeaderProps, column: Column) {
  return {
    draggable: true,
    onDragStart: (event: React.DragEvent) => {
      event.dataTransfer.setData(KIND, column.key);
      event.dataTransfer.effectAllowed = "move";
    },
    onDragOver: (event: React.DragEvent) => {
      if (event.dataTransfer.types.includes(KIND)) event.preventDefault();
    },
    onDrop: (event: React.DragEvent) => {
      const key = event.dataTransfer.getData(KIND);
      const to = props.columns.choices.findIndex((choice) => choice.key === column.key);
      if (key && key !== column.key) props.columns.move(key, to);
    },
  };
}
