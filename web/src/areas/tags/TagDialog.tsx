import { useState } from "react";
import { isProblem } from "@/api/problem";
import type { Pigment, Tag } from "@/api/types";
import type { TagDraft } from "@/api/workspace";
import { type TextKey, useT } from "@/kernel/i18n";
import { isCommitEnter } from "@/kernel/ime";
import { Button, Dialog, Pill, Select, TextInput } from "@/ui";
import styles from "./TagsPage.module.css";
import { family, inOrder } from "./tree";

interface TagDialogProps {
  tag: Tag | null;
  parent: string | null;
  tags: Tag[];
  onSave: (draft: TagDraft) => Promise<void>;
  onClose: () => void;
}

const PIGMENTS: Pigment[] = ["neutral", "azurite", "ink", "malachite", "gamboge", "ochre", "violet", "rouge"];

/** Name, colour and place of one tag. */
export function TagDialog({ tag, parent, tags, onSave, onClose }: TagDialogProps) {
  const t = useT();
  const [label, setLabel] = useState(tag?.label ?? "");
  const [color, setColor] = useState<Pigment>(tag?.color ?? "neutral");
  const [above, setAbove] = useState(parent);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const own = tag ? family(tags, tag.id) : new Set<string>();
  const save = async () => {
    if (!label.trim()) return;
    setBusy(true);
    try {
      await onSave({ label: label.trim(), color, parent: above });
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
      title={tag ? t("tags.editTitle") : t("tags.add")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={busy} disabled={!label.trim()} onClick={() => void save()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextInput
          label={t("tags.name")}
          value={label}
          onChange={setLabel}
          maxLength={60}
          required
          autoFocus
          data-autofocus
          error={fault}
          onKeyDown={(event) => {
            if (isCommitEnter(event)) void save();
          }}
        />
        <fieldset className={styles.colors}>
          <legend>{t("tags.color")}</legend>
          {PIGMENTS.map((pigment) => (
            <label key={pigment} className={styles.color} data-on={pigment === color || undefined}>
              <input
                type="radio"
                name="color"
                className="sr-only"
                checked={pigment === color}
                onChange={() => setColor(pigment)}
              />
              <Pill pigment={pigment} dot>
                {t(`tags.${pigment}` as TextKey)}
              </Pill>
            </label>
          ))}
        </fieldset>
        <Select
          label={t("tags.parent")}
          value={above}
          onChange={setAbove}
          options={inOrder(tags)
            .filter(({ tag: one }) => !own.has(one.id))
            .map(({ tag: one, depth }) => ({
              value: one.id,
              label: `${"　".repeat(depth)}${one.label}`,
              pigment: one.color,
            }))}
          placeholder={t("tags.top")}
          clearLabel={t("common.clear")}
          nothingText={t("common.nothing")}
        />
      </div>
    </Dialog>
  );
}
