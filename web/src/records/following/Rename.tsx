import { useState } from "react";
import type { RecordDetail, RecordRow, Values } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { isCommitEnter } from "@/kernel/ime";
import { titleOf } from "@/schema";
import { Button, Dialog, TextInput } from "@/ui";
import type { Follower } from "./shape";

interface RenameProps {
  row: RecordRow;
  documents: Follower;
  onClose: () => void;
  onSave: (values: Values) => Promise<RecordDetail>;
}

/** Calls a document by another name; what it ends with stays. */
export function Rename({ row, documents, onClose, onSave }: RenameProps) {
  const t = useT();
  const [name, setName] = useState(titleOf(documents.module, row));
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (!name.trim()) return;
    setBusy(true);
    try {
      await onSave({ [documents.module.title_field]: name });
      onClose();
    } catch {
      // The reason is told beside; what was typed stays.
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("files.rename")}
      closeLabel={t("common.cancel")}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={busy} disabled={!name.trim()} onClick={() => void save()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <TextInput
        label={documents.module.byKey[documents.module.title_field]?.label}
        value={name}
        onChange={setName}
        onKeyDown={(event) => {
          if (isCommitEnter(event)) void save();
        }}
        data-autofocus
      />
    </Dialog>
  );
}
