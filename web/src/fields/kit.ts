import type { ComponentType } from "react";
import type { FieldSchema, Titles, Values } from "@/api/types";

/** As much of a record as a field may look at. */
export interface RowLike {
  id: string;
  values: Values;
  titles?: Titles;
  masked?: Record<string, string>;
}

export interface ShowProps {
  field: FieldSchema;
  value: unknown;
  row: RowLike;
}

export interface EditorProps {
  field: FieldSchema;
  value: unknown;
  onChange: (value: unknown) => void;
  /** For editors that are done with one pick (choice, lookup): commit this at once. */
  onCommit?: (value: unknown) => void;
  /** Told while the editor is still at work (a file on its way): saving waits until it is done. */
  onBusy?: (busy: boolean) => void;
  row?: RowLike;
  id?: string;
  label?: React.ReactNode;
  hideLabel?: boolean;
  help?: React.ReactNode;
  error?: React.ReactNode;
  required?: boolean;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** One kind of field: how it looks in a list, on a page, in a form, and as plain words. */
export interface FieldKit {
  type: string;
  /** One line in a list; may be short. */
  Cell: ComponentType<ShowProps>;
  /** On the record's page, in full; the cell serves where nothing is given. */
  Detail?: ComponentType<ShowProps>;
  Editor: ComponentType<EditorProps>;
  /** Plain words for titles, filters, exports of the screen. */
  text: (value: unknown, field: FieldSchema, row?: RowLike) => string;
  /** Width of its column where nobody chose one. */
  width: number;
  align?: "end";
  /** The editor needs more room than a cell: it opens in a panel below. */
  panel?: boolean;
  /** What a first typed letter turns into; without it typing does not start an edit. */
  typed?: (letter: string) => unknown;
  /** The field type whose editor asks for operands of conditions, when it is another one. */
  operand?: string;
}

export function isEmptyValue(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/** The editor wiring that every input of the ui floor understands. */
export function shapeOf(props: EditorProps) {
  const { id, label, hideLabel, help, error, required, autoFocus, disabled } = props;
  return { id, label, hideLabel, help, error, required, autoFocus, disabled };
}

/** The text of a value that is text, and nothing else. */
export function asText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export const editorChunk = () => import("./editors");
