import { Suspense, useEffect } from "react";
import { useNavigate } from "react-router";
import { useSending } from "@/fields/sending";
import { useT } from "@/kernel/i18n";
import { isComposing } from "@/kernel/ime";
import { type Module, useModule } from "@/schema";
import { Button, Dialog, Loading, openDialog, toast, toFirstWrong } from "@/ui";
import { FieldEditor } from "../form/FieldEditor";
import { formFields } from "../form/fields";
import { DuplicateHint } from "./DuplicateHint";
import styles from "./QuickCreate.module.css";
import { closeCreate, openCreate, useCreate } from "./state";
import { useDraft } from "./useDraft";

/** A new record in as few fields as it needs; what was typed survives a closed dialog. */
export default function QuickCreate() {
  const { module: key, preset } = useCreate();
  const module = useModule(key ?? undefined);
  if (!module) return null;
  return <CreateDialog module={module} preset={preset} />;
}

function CreateDialog({ module, preset }: { module: Module; preset: Record<string, unknown> }) {
  const t = useT();
  const navigate = useNavigate();
  const draft = useDraft(module, preset);
  const fields = formFields(module, preset);
  const sending = useSending();
  const save = (again: boolean) =>
    !sending &&
    draft.save((record) => {
      const open = { label: t("create.open"), run: () => navigate(`/m/${module.key}/${record.id}`) };
      toast.good(t("create.saved", { name: module.label }), open);
      if (again) openCreate(module.key, preset);
      else closeCreate();
    });
  const press = (event: React.KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
    event.preventDefault();
    save(event.shiftKey);
  };
  return (
    <Dialog
      open
      onClose={closeCreate}
      closeOnClickOutside={!draft.touched}
      title={t("create.title", { name: module.label })}
      closeLabel={t("common.close")}
      size={600}
      footer={<Foot busy={draft.busy || sending} onSave={save} />}
    >
      {draft.restored && (
        <p className={styles.note}>
          {t("create.draft")}
          <Button kind="text" size="sm" onClick={draft.discard}>
            {t("create.discard")}
          </Button>
        </p>
      )}
      <DuplicateHint module={module} values={draft.values} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Ctrl+Enter from the inputs. */}
      <div className={styles.form} onKeyDown={press} key={draft.round}>
        <Suspense fallback={<Loading />}>
          {fields.map((field, index) => (
            <FieldEditor
              key={field.key}
              field={field}
              value={draft.values[field.key]}
              error={draft.errors[field.key]}
              autoFocus={index === 0}
              onChange={(value) => draft.set(field.key, value)}
            />
          ))}
        </Suspense>
      </div>
      <Problem text={draft.problem} />
    </Dialog>
  );
}

function Foot({ busy, onSave }: { busy: boolean; onSave: (again: boolean) => void }) {
  const t = useT();
  return (
    <>
      <span className={styles.hint}>{t("create.hint", { keys: "Ctrl+Enter" })}</span>
      <Button onClick={() => onSave(true)} disabled={busy}>
        {t("create.saveNew")}
      </Button>
      <Button kind="primary" onClick={() => onSave(false)} busy={busy}>
        {t("create.save")}
      </Button>
    </>
  );
}

function Problem({ text }: { text: string }) {
  useEffect(() => {
    if (text) toFirstWrong(openDialog());
  }, [text]);
  if (!text) return null;
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );
}
