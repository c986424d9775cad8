import type { Column } from "./useColumns";

export const SELECT_WIDTH = 44;
export const HEAD = 36;

export const ROW_HEIGHTS = { compact: 32, standard: 40, loose: 48 } as const;
export type RowHeight = keyof typeof ROW_HEIGHTS;

export interface Layout {
  template: string;
  width: number;
  /** Where a pinned column sticks; undefined for the others. */
  lefts: (number | undefined)[];
  /** Where each column begins in the unscrolled table. */
  starts: number[];
  pinnedWidth: number;
}

/** The geometry of the columns; rows read it as CSS, keys read it as numbers. */
export function layoutOf(columns: Column[]): Layout {
  let at = SELECT_WIDTH;
  let pinnedWidth = SELECT_WIDTH;
  const lefts: (number | undefined)[] = [];
  const starts: number[] = [];
  for (const column of columns) {
    starts.push(at);
    lefts.push(column.pinned ? at : undefined);
    at += column.width;
    if (column.pinned) pinnedWidth = at;
  }
  const widths = columns.map((column) => `${column.width}px`).join(" ");
  return {
    template: `${SELECT_WIDTH}px ${widths} minmax(40px, 1fr)`,
    width: at + 40,
    lefts,
    starts,
    pinnedWidth,
  };
}

/** Scrolls sideways so that a column is not under the pinned ones nor beyond the edge. */
export function revealColumn(node: HTMLElement, layout: Layout, columns: Column[], index: number): void {
  const start = layout.starts[index];
  const column = columns[index];
  if (start === undefined || !column || column.pinned) return;
  const left = node.scrollLeft + layout.pinnedWidth;
  const right = node.scrollLeft + node.clientWidth;
  if (start < left) node.scrollLeft = start - layout.pinnedWidth;
  else if (start + column.width > right) node.scrollLeft = start + column.width - node.clientWidth;
}
