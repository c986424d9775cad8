import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { Tag } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { Button, Dialog, Select } from "@/ui";

interface MergeDialogProps {
  tag: Tag;
  tags: Tag[];
  onMerge: (into: string) => Promise<void>;
  onClose: () => void;
}

/** Which tag takes over the records of this one. */
export function MergeDialog({ tag, tags, onMerge, onClose }: MergeDialogProps) {
  const t = useT();
  const [into, setInto] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const merge = async () => {
    if (!into) return;
    setBusy(true);
    try {
      await onMerge(into);
    } catch (error) {
      setFault(isProblem(error) ? (error.errors[0]?.message ?? error.message) : t("error.network"));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t("tags.mergeTitle", { name: tag.label })}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" icon="git-merge" busy={busy} disabled={!into} onClick={() => void merge()}>
            {t("tags.merge")}
          </Button>
        </>
      }
    >
      <Select
        label={t("tags.into")}
        help={t("tags.mergeText", { n: tag.count ?? 0 })}
        error={fault}
        value={into}
        onChange={setInto}
        options={tags
          .filter((one) => one.id !== tag.id)
          .map((one) => ({ value: one.id, label: one.label, pigment: one.color }))}
        placeholder={t("common.choose")}
        nothingText={t("common.nothing")}
        autoFocus
      />
    </Dialog>
  );
}
