import { memo } from "react";
import type { RecordRow } from "@/api/types";
import { isEmptyValue } from "@/fields";
import { useT } from "@/kernel/i18n";
import { Avatar, Checkbox } from "@/ui";
import { CellEditor } from "./CellEditor";
import styles from "./Grid.module.css";
import type { Column } from "./useColumns";
import type { Edit } from "./useEditing";
import { cellId, type RowDeeds } from "./useGridKeys";

interface GridRowProps {
  row: RecordRow;
  index: number;
  top: number;
  title: string;
  titleField: string;
  columns: Column[];
  lefts: (number | undefined)[];
  activeCol: number | null;
  selected: boolean;
  peeked: boolean;
  edit: Edit | null;
  deeds: RowDeeds;
}

/** One record as a line; redrawn only when something of it changes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, columns, selected, deeds } = props;
  const t = useT();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell.
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles.row}
      data-peeked={props.peeked || undefined}
      data-editing={props.edit ? true : undefined}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above. */}
      <div
        role="gridcell"
        id={cellId(index, 0)}
        aria-colindex={1}
        className={styles.select}
        data-active={props.activeCol === 0 || undefined}
      >
        <Checkbox
          tabIndex={-1}
          checked={selected}
          aria-label={t("list.selectRow", { name: props.title })}
          onClick={(event) => {
            deeds.focus(index, 0);
            deeds.toggle(index, event.shiftKey);
          }}
          readOnly
        />
      </div>
      {columns.map((column, at) => (
        <GridCell key={column.key} props={props} column={column} col={at + 1} left={props.lefts[at]} />
      ))}
    </div>
  );
});

interface GridCellProps {
  props: GridRowProps;
  column: Column;
  col: number;
  left: number | undefined;
}

function GridCell({ props, column, col, left }: GridCellProps) {
  const { row, index, deeds, edit } = props;
  const editing = edit?.key === column.key ? edit : null;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell.
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the grid.
    <div
      role="gridcell"
      id={cellId(index, col)}
      aria-colindex={col + 1}
      aria-readonly={!column.editable}
      className={styles.cell}
      data-align={column.kit.align}
      data-active={props.activeCol === col || undefined}
      data-editing={editing ? true : undefined}
      data-pinned={left !== undefined || undefined}
      style={left === undefined ? undefined : ({ "--left": `${left}px` } as React.CSSProperties)}
      onClick={() => !editing && deeds.focus(index, col)}
      onDoubleClick={() => !editing && deeds.edit(index, col)}
    >
      {editing ? (
        <CellEditor edit={editing} row={row} column={column} index={index} col={col} deeds={deeds} />
      ) : (
        <CellFace props={props} column={column} />
      )}
    </div>
  );
}

function CellFace({ props, column }: { props: GridRowProps; column: Column }) {
  const { row } = props;
  if (column.key === props.titleField) return <TitleFace {...props} />;
  const mask = row.masked?.[column.key];
  if (mask) return <span className={styles.value}>{mask}</span>;
  // Most cells of a wide table are empty; nothing is drawn for them.
  if (isEmptyValue(row.values[column.key])) return null;
  const { Cell } = column.kit;
  return (
    <span className={styles.value}>
      <Cell field={column.field} value={row.values[column.key]} row={row} />
    </span>
  );
}

function TitleFace({ row, title, index, deeds }: GridRowProps) {
  const t = useT();
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.title}
      aria-label={t("list.openRecord", { name: title })}
      onClick={(event) => {
        event.stopPropagation();
        deeds.focus(index, 1);
        deeds.peek(row.id);
      }}
    >
      <Avatar name={title} size={22} plain />
      <span className="ellipsis">{title}</span>
    </button>
  );
}
