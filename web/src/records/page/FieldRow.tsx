import { Suspense, useRef, useState } from "react";
import type { FieldSchema, RecordDetail } from "@/api/types";
import { editorsAhead, isEmptyValue, kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { isComposing } from "@/kernel/ime";
import type { Module } from "@/schema";
import { Button, Dialog, Icon } from "@/ui";
import { Conflict } from "../conflict/Conflict";
import styles from "./Fields.module.css";
import { useFieldEdit } from "./useFieldEdit";

interface FieldRowProps {
  field: FieldSchema;
  module: Module;
  record: RecordDetail;
  /** The person may change it. */
  open: boolean;
}

// Rows of several boxes: the narrow column would show no whole number of them.
const WIDE = new Set(["phones", "emails", "socials", "addresses", "address", "employments"]);

/** One value with its label; a click or the pencil turns it into its editor. */
export function FieldRow({ field, module, record, open }: FieldRowProps) {
  const t = useT();
  // What the record was when the edit began: a change that arrives meanwhile must not be written over unseen.
  const [begun, setBegun] = useState<RecordDetail | null>(null);
  const editing = begun !== null;
  const edit = useFieldEdit(module, begun ?? record);
  const pencil = useRef<HTMLButtonElement>(null);
  const value = record.values[field.key];
  const kit = kitOf(field.type);
  const Show = kit.Detail ?? kit.Cell;
  const empty = isEmptyValue(value);
  const close = () => {
    setBegun(null);
    edit.clearError();
    requestAnimationFrame(() => pencil.current?.focus());
  };
  const wide = WIDE.has(field.type);
  const editor: FieldEditorProps = {
    field,
    record,
    error: edit.error,
    onCancel: close,
    onCommit: async (draft) => {
      if (await edit.commit(field, draft)) close();
    },
  };
  const start = (event: React.MouseEvent) => {
    const target = event.target as HTMLElement;
    if (!open || editing || target.closest("a,button,input") || getSelection()?.toString()) return;
    setBegun(record);
  };
  return (
    <div className={styles.row} data-open={open || undefined} data-editing={(editing && !wide) || undefined}>
      <dt className={styles.label}>{field.label}</dt>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the pencil beside it is the keyboard's way. */}
      <dd className={styles.value} onClick={start} onPointerEnter={() => void editorsAhead()}>
        {editing && wide ? (
          <Dialog open onClose={close} title={field.label} closeLabel={t("common.close")}>
            <FieldEditor {...editor} />
          </Dialog>
        ) : null}
        {editing && !wide ? (
          <FieldEditor {...editor} />
        ) : (
          <>
            {empty ? (
              <span className={styles.empty}>—</span>
            ) : (
              <Show field={field} value={value} row={record} />
            )}
            {open && (
              <button
                ref={pencil}
                type="button"
                className={styles.pencil}
                aria-label={t("record.editField", { name: field.label })}
                onClick={() => setBegun(record)}
              >
                <Icon name="pencil" size={14} />
              </button>
            )}
          </>
        )}
      </dd>
      <Conflict
        module={module}
        conflict={edit.conflict}
        onClose={() => {
          edit.closeConflict();
          close();
        }}
      />
    </div>
  );
}

interface FieldEditorProps {
  field: FieldSchema;
  record: RecordDetail;
  error: string | null;
  onCommit: (value: unknown) => Promise<void>;
  onCancel: () => void;
}

/** The editor in place: Enter saves, Esc restores; an Enter of an input method does neither. */
function FieldEditor({ field, record, error, onCommit, onCancel }: FieldEditorProps) {
  const t = useT();
  const [draft, setDraft] = useState<unknown>(record.values[field.key] ?? null);
  const [busy, setBusy] = useState(false);
  const { Editor } = kitOf(field.type);
  const save = async (value: unknown) => {
    setBusy(true);
    await onCommit(value);
    setBusy(false);
  };
  const press = (event: React.KeyboardEvent) => {
    if (isComposing(event) || event.defaultPrevented) return;
    const target = event.target as HTMLElement;
    const many = target instanceof HTMLTextAreaElement;
    if (event.key === "Escape") {
      event.stopPropagation();
      onCancel();
    } else if (event.key === "Enter" && target.tagName !== "BUTTON") {
      const wanted = many ? event.ctrlKey || event.metaKey : target.getAttribute("aria-expanded") !== "true";
      if (wanted) {
        event.preventDefault();
        void save(draft);
      }
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for what bubbles from the editor.
    <div className={styles.editor} onKeyDown={press}>
      <Suspense fallback={<span className={styles.empty}>…</span>}>
        <Editor
          field={field}
          value={draft}
          row={record}
          onChange={setDraft}
          onBusy={setBusy}
          onCommit={(value) => {
            setDraft(value);
            void save(value);
          }}
          label={field.label}
          hideLabel
          error={error}
          required={field.required}
          autoFocus
        />
      </Suspense>
      <div className={styles.editDeeds}>
        <Button kind="primary" size="sm" busy={busy} onClick={() => void save(draft)}>
          {t("common.save")}
        </Button>
        <Button kind="quiet" size="sm" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
      </div>
    </div>
  );
}
