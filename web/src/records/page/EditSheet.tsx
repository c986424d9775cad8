import { Suspense, useEffect, useState } from "react";
import { fieldErrors, isProblem } from "@/api/problem";
import type { RecordDetail, Values } from "@/api/types";
import { kitOf } from "@/fields";
import { useSending } from "@/fields/sending";
import { useT } from "@/kernel/i18n";
import { isComposing } from "@/kernel/ime";
import { editable, fieldsOf, type Module, titleOf } from "@/schema";
import { announce, Button, Loading, openDialog, Sheet, toFirstWrong } from "@/ui";
import { Conflict } from "../conflict/Conflict";
import type { OpenConflict } from "../conflict/ConflictDialog";
import { useChangeRecord } from "../data/mutations";
import { wordsOf } from "../timeline/useWriting";
import styles from "./EditSheet.module.css";
import { tidy } from "./useFieldEdit";

interface EditSheetProps {
  module: Module;
  record: RecordDetail;
  onClose: () => void;
}

/** Many fields at once; only what was changed is sent. */
export function EditSheet({ module, record: now, onClose }: EditSheetProps) {
  const t = useT();
  // A change that arrives while somebody writes must not be written over unseen.
  const [record] = useState(now);
  const form = useEditForm(module, record, onClose);
  const sending = useSending();
  return (
    <Sheet
      open
      onClose={onClose}
      title={t("record.editTitle", { name: titleOf(module, record) })}
      closeLabel={t("common.close")}
      width={520}
      closeOnClickOutside={Object.keys(form.draft).length === 0}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Ctrl+Enter of the boxes inside. */}
      <div
        className={styles.form}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          if (!isComposing(event) && !sending) void form.save();
        }}
      >
        <Suspense fallback={<Loading />}>
          {module.sections.map((section) => {
            const fields = fieldsOf(module, section.fields).filter(
              (field) =>
                editable(module, field) && record.writable.includes(field.key) && field.type !== "json",
            );
            if (fields.length === 0) return null;
            return (
              <section key={section.key} className={styles.section}>
                <h3>{section.label}</h3>
                {fields.map((field) => {
                  const { Editor } = kitOf(field.type);
                  return (
                    <Editor
                      key={field.key}
                      field={field}
                      row={record}
                      value={field.key in form.draft ? form.draft[field.key] : record.values[field.key]}
                      onChange={(value) => form.set(field.key, value)}
                      label={field.label}
                      required={field.required}
                      error={form.errors[field.key]}
                      help={field.help || undefined}
                    />
                  );
                })}
              </section>
            );
          })}
        </Suspense>
        <div className={styles.foot}>
          {form.fault && <span role="alert">{form.fault}</span>}
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={form.busy || sending} onClick={() => void form.save()}>
            {t("common.save")}
          </Button>
        </div>
      </div>
      <Conflict module={module} conflict={form.conflict} onClose={onClose} onBack={form.closeConflict} />
    </Sheet>
  );
}

function useEditForm(module: Module, record: RecordDetail, onClose: () => void) {
  const t = useT();
  const change = useChangeRecord(module.key);
  const [draft, setDraft] = useState<Values>({});
  const [conflict, setConflict] = useState<OpenConflict | null>(null);
  const changed = () =>
    Object.fromEntries(
      Object.entries(draft)
        .map(([key, value]) => [key, tidy(value)] as const)
        .filter(
          ([key, value]) => JSON.stringify(value ?? null) !== JSON.stringify(record.values[key] ?? null),
        ),
    );
  const save = async () => {
    const values = changed();
    if (Object.keys(values).length === 0) return onClose();
    try {
      await change.mutateAsync({ row: record, values });
      announce(t("common.saved"));
      onClose();
    } catch (fault) {
      if (!isProblem(fault, 409) || !fault.conflicts || fault.version === undefined) return;
      const clashes = fault.conflicts;
      const rest = Object.fromEntries(Object.entries(values).filter(([key]) => !(key in clashes)));
      setConflict({ row: record, conflicts: clashes, version: fault.version, rest });
    }
  };
  const errors = fieldErrors(change.error);
  const wrong = Object.keys(errors).length;
  useEffect(() => {
    if (change.error && !isProblem(change.error, 409)) toFirstWrong(openDialog());
  }, [change.error]);
  const words = () => (wrong > 0 ? t("create.fix", { n: wrong }) : wordsOf(change.error));
  return {
    draft,
    set: (key: string, value: unknown) => setDraft((now) => ({ ...now, [key]: value })),
    save,
    busy: change.isPending,
    errors,
    fault: change.error && !conflict ? words() : null,
    conflict,
    closeConflict: () => setConflict(null),
  };
}
