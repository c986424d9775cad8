import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { isComposing } from "@/kernel/ime";
import type { GridProps } from "./Grid";
import { HEAD, type Layout, revealColumn } from "./layout";
import { beginEdit, editableFrom } from "./moves";
import type { useEditing } from "./useEditing";
import { revealRow } from "./useWindow";

export interface Cell {
  /** -1 is the header. */
  row: number;
  /** 0 is the selection column; the fields begin at 1. */
  col: number;
}

export interface RowDeeds {
  focus: (row: number, col: number) => void;
  edit: (row: number, col: number) => void;
  toggle: (row: number, extend: boolean) => void;
  peek: (id: string) => void;
  commit: (row: number, col: number, value: unknown, then?: "next" | "previous" | "down") => void;
  cancel: () => void;
}

interface KeysInput extends GridProps {
  box: React.RefObject<HTMLDivElement | null>;
  height: number;
  layout: Layout;
  editing: ReturnType<typeof useEditing>;
}

export const cellId = (row: number, col: number) => `cell-${row}-${col}`;

function useActive(input: KeysInput) {
  const [active, setActive] = useState<Cell | null>(null);
  const rows = input.list.rows.length;
  const cols = input.columns.shown.length + 1;
  const go = (row: number, col: number) => {
    const next = { row: Math.max(-1, Math.min(rows - 1, row)), col: Math.max(0, Math.min(cols - 1, col)) };
    setActive(next);
    const node = input.box.current;
    if (!node) return;
    if (next.row >= 0) revealRow(node, next.row, input.height, HEAD);
    if (next.col > 0) revealColumn(node, input.layout, input.columns.shown, next.col - 1);
  };
  return { active: active && active.row < rows ? active : null, go };
}

/** Where an arrow or paging key leads from a cell. */
function target(event: React.KeyboardEvent, at: Cell, page: number, rows: number): Cell | null {
  const far = event.ctrlKey || event.metaKey;
  const moves: Record<string, Cell> = {
    ArrowDown: { row: far ? rows - 1 : at.row + 1, col: at.col },
    ArrowUp: { row: far ? 0 : at.row - 1, col: at.col },
    ArrowRight: { row: at.row, col: at.col + 1 },
    ArrowLeft: { row: at.row, col: at.col - 1 },
    Home: { row: far ? 0 : at.row, col: far ? at.col : 0 },
    End: { row: far ? rows - 1 : at.row, col: far ? at.col : 999 },
    PageDown: { row: at.row + page, col: at.col },
    PageUp: { row: Math.max(0, at.row - page), col: at.col },
  };
  return moves[event.key] ?? null;
}

/** Keyboard and deeds of the grid; the cells stay ignorant of each other. */
export function useGridKeys(input: KeysInput) {
  const { active, go } = useActive(input);
  const latest = useRef({ input, active, go });
  latest.current = { input, active, go };
  const refocus = useCallback(() => latest.current.input.box.current?.focus({ preventScroll: true }), []);

  const deeds = useMemo<RowDeeds>(
    () => ({
      focus: (row, col) => latest.current.go(row, col),
      edit: (row, col) => beginEdit(latest.current.input, row, col),
      toggle: (row, extend) => {
        const { selection } = latest.current.input;
        if (extend) selection.extend(row);
        else selection.toggle(row);
      },
      peek: (id) => latest.current.input.onPeek(id),
      commit: (row, col, value, then) => {
        const { list, columns, editing } = latest.current.input;
        const record = list.rows[row];
        const column = columns.shown[col - 1];
        if (!record || !column) return;
        editing.commit(record, column, value);
        refocus();
        if (then === "down") latest.current.go(row + 1, col);
        if (then === "next" || then === "previous") {
          const next = editableFrom(latest.current.input, row, col, then === "next" ? 1 : -1);
          if (!next) return;
          latest.current.go(next.row, next.col);
          beginEdit(latest.current.input, next.row, next.col);
        }
      },
      cancel: () => {
        latest.current.input.editing.setEdit(null);
        refocus();
      },
    }),
    [refocus],
  );

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (isComposing(event)) return openForIme(input, active);
    const at = active ?? { row: 0, col: 1 };
    const page = Math.max(1, Math.floor((input.box.current?.clientHeight ?? 400) / input.height) - 2);
    const next = target(event, at, page, input.list.rows.length);
    if (next) {
      event.preventDefault();
      if (event.shiftKey && next.row !== at.row && at.row >= 0)
        input.selection.extend(Math.max(0, Math.min(next.row, input.list.rows.length - 1)));
      go(next.row, next.col);
    } else if (press(event, at, input, deeds)) event.preventDefault();
  };
  usePrefix(latest);
  return {
    active,
    activeId: active ? cellId(active.row, active.col) : undefined,
    deeds,
    onKeyDown,
    onFocus: (event: React.FocusEvent) => {
      if (event.target === event.currentTarget && !active && input.list.rows.length > 0) go(0, 1);
    },
  };
}

/**
 * The first key of an input method opens the editor within the same event, so that the
 * composition goes on inside of it and no letter is lost.
 */
function openForIme(input: KeysInput, active: Cell | null): void {
  if (!active || active.row < 0) return;
  const column = input.columns.shown[active.col - 1];
  if (column?.kit.typed?.("") === "") flushSync(() => beginEdit(input, active.row, active.col, ""));
}

/** Keys that do something with the current cell; true when one did. */
function press(event: React.KeyboardEvent, at: Cell, input: KeysInput, deeds: RowDeeds): boolean {
  const mod = event.ctrlKey || event.metaKey;
  const row = input.list.rows[at.row];
  if (mod && event.key.toLowerCase() === "a") {
    input.onSelectAll();
    return true;
  }
  if (mod && event.key.toLowerCase() === "z" && !event.shiftKey) {
    input.editing.undo(input.list.rows);
    return true;
  }
  if (event.key === "Escape" && input.selection.size > 0) {
    input.selection.clear();
    return true;
  }
  if (at.row === -1) return pressHeader(event, at);
  if (!row || mod) return false;
  if (event.key === "Enter" && (event.altKey || at.col === 0)) {
    deeds.peek(row.id);
    return true;
  }
  if (event.key === " ") {
    deeds.toggle(at.row, event.shiftKey);
    return true;
  }
  if (event.key === "Enter" || event.key === "F2") {
    deeds.edit(at.row, at.col);
    return true;
  }
  if (event.key.length === 1 && !event.altKey) return beginEdit(input, at.row, at.col, event.key);
  return false;
}

function pressHeader(event: React.KeyboardEvent, at: Cell): boolean {
  if (event.key !== "Enter" && event.key !== " ") return false;
  document
    .getElementById(cellId(-1, at.col))
    ?.querySelector<HTMLElement>("[data-column-menu], input")
    ?.click();
  return true;
}

/** Escape outside of the grid (from the peek) brings the focus back to the row. */
function usePrefix(latest: React.RefObject<{ input: KeysInput }>): void {
  useEffect(() => {
    const back = () => latest.current.input.box.current?.focus({ preventScroll: true });
    document.addEventListener("guanxi:grid-focus", back);
    return () => document.removeEventListener("guanxi:grid-focus", back);
  }, [latest]);
}
