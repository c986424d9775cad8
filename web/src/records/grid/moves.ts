import type { RecordRow } from "@/api/types";
import { text } from "@/kernel/i18n";
import { announce } from "@/ui";
import type { Columns } from "./useColumns";
import type { Edit } from "./useEditing";

interface Board {
  list: { rows: RecordRow[] };
  columns: Columns;
  editing: { setEdit: (edit: Edit | null) => void };
}

/** Opens the editor of a cell, perhaps with the letter that was typed; false where it cannot be. */
export function beginEdit(board: Board, row: number, col: number, letter?: string): boolean {
  const record = board.list.rows[row];
  const column = board.columns.shown[col - 1];
  if (!record || !column) return false;
  if (!column.editable) {
    if (!letter) announce(text("list.notEditable"));
    return false;
  }
  const draft = letter === undefined ? record.values[column.key] : column.kit.typed?.(letter);
  if (draft === undefined && letter !== undefined) return false;
  board.editing.setEdit({ id: record.id, key: column.key, draft, version: record.version });
  return true;
}

/** The next cell that may be edited, over the ends of rows. */
export function editableFrom(
  board: Board,
  row: number,
  col: number,
  step: 1 | -1,
): { row: number; col: number } | null {
  const { shown } = board.columns;
  let at = { row, col };
  for (let tries = 0; tries < shown.length * 2; tries++) {
    at = { row: at.row, col: at.col + step };
    if (at.col > shown.length) at = { row: at.row + 1, col: 1 };
    if (at.col < 1) at = { row: at.row - 1, col: shown.length };
    if (at.row < 0 || at.row >= board.list.rows.length) return null;
    if (shown[at.col - 1]?.editable) return at;
  }
  return null;
}
