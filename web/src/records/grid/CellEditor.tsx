import { Suspense, useRef, useState } from "react";
import type { RecordRow } from "@/api/types";
import { isComposing } from "@/kernel/ime";
import styles from "./CellEditor.module.css";
import type { Column } from "./useColumns";
import type { Edit } from "./useEditing";
import type { RowDeeds } from "./useGridKeys";

interface CellEditorProps {
  edit: Edit;
  row: RecordRow;
  column: Column;
  index: number;
  col: number;
  deeds: RowDeeds;
}

/**
 * The editor of a field type in the place of its cell. Enter and Tab commit, Esc restores,
 * leaving commits; an Enter that belongs to an input method does nothing.
 */
export function CellEditor({ edit, row, column, index, col, deeds }: CellEditorProps) {
  const [draft, setDraft] = useState(edit.draft);
  const latest = useRef(draft);
  const closed = useRef(false);
  const change = (value: unknown) => {
    latest.current = value;
    setDraft(value);
  };
  const finish = (then?: "next" | "previous" | "down") => {
    if (closed.current) return;
    closed.current = true;
    deeds.commit(index, col, latest.current, then);
  };
  const press = (event: React.KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event) || event.defaultPrevented) return;
    const { key } = event;
    if (key === "Escape") {
      closed.current = true;
      deeds.cancel();
    } else if (key === "Enter" && !event.shiftKey && !isButton(event.target)) {
      event.preventDefault();
      finish();
    } else if (key === "Tab" && !column.kit.panel) {
      event.preventDefault();
      finish(event.shiftKey ? "previous" : "next");
    }
  };
  const leave = (event: React.FocusEvent) => {
    const to = event.relatedTarget as Node | null;
    if (event.currentTarget.contains(to) || !document.hasFocus()) return;
    if (to instanceof Element && to.closest("[data-portal]")) return;
    finish();
  };
  const { Editor } = column.kit;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for what bubbles from the editor.
    <div
      className={styles.editor}
      data-panel={column.kit.panel || undefined}
      onKeyDown={press}
      onBlur={leave}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <Suspense fallback={null}>
        <Editor
          field={column.field}
          value={draft}
          row={row}
          onChange={change}
          onCommit={(value) => {
            change(value);
            finish();
          }}
          label={column.field.label}
          hideLabel
          error={edit.error}
          required={column.field.required}
          autoFocus
        />
      </Suspense>
    </div>
  );
}

// Enter on a button inside of an editor presses the button.
const isButton = (target: EventTarget) => target instanceof HTMLButtonElement;
