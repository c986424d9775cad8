import { useState } from "react";
import type { View } from "@/api/types";
import type { ViewDraft } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { isCommitEnter } from "@/kernel/ime";
import type { Module } from "@/schema";
import { Button, Checkbox, Dialog, TextInput, toast } from "@/ui";
import { useViewDeeds } from "../data/views";

interface ViewDialogProps {
  module: Module;
  view: View | null;
  content: Pick<ViewDraft, "criteria" | "search" | "sort" | "columns">;
  onClose: () => void;
  onDone: (id: string) => void;
}

/** Name and sharing of a view, new or old. */
export function ViewDialog({ module, view, content, onClose, onDone }: ViewDialogProps) {
  const t = useT();
  const deeds = useViewDeeds(module.key);
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const busy = deeds.create.isPending || deeds.change.isPending;
  const error = deeds.create.error ?? deeds.change.error;
  const done = (saved: View) => {
    toast.good(t("list.viewSaved"));
    onClose();
    onDone(saved.id);
  };
  const save = () => {
    if (!name.trim() || busy) return;
    const changes = { name: name.trim(), shared };
    if (view) deeds.change.mutate({ id: view.id, changes }, { onSuccess: done });
    else deeds.create.mutate({ module: module.key, ...content, ...changes }, { onSuccess: done });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={view ? t("list.renameView") : t("list.newView")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" onClick={save} busy={busy} disabled={!name.trim()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <TextInput
        label={t("list.viewName")}
        value={name}
        onChange={setName}
        error={error?.message}
        maxLength={60}
        data-autofocus
        onKeyDown={(event) => isCommitEnter(event) && save()}
      />
      <Checkbox label={t("list.shareView")} checked={shared} onChange={setShared} />
    </Dialog>
  );
}
