import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { faultsOf } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { Button, Confirm, Dialog, MultiSelect, type Option, TextInput } from "@/ui";
import { refreshRights } from "./useRights";

interface GroupDialogProps {
  title: string;
  nameLabel: string;
  partsLabel: string;
  name: string;
  parts: string[];
  options: Option[];
  onSave: (name: string, parts: string[]) => Promise<unknown>;
  /** Given where there is something to take away. */
  onRemove?: () => Promise<unknown>;
  removeText: string;
  onClose: () => void;
}

/** A name and those who belong to it: a post with its roles, a team with its people. */
export function GroupDialog(props: GroupDialogProps) {
  const t = useT();
  const [name, setName] = useState(props.name);
  const [parts, setParts] = useState(props.parts);
  const [sure, setSure] = useState(false);
  const done = () => {
    props.onClose();
    return refreshRights();
  };
  const save = useMutation({ mutationFn: () => props.onSave(name.trim(), parts), onSuccess: done });
  const remove = useMutation({
    mutationFn: async () => props.onRemove?.(),
    onSuccess: done,
    onError: () => setSure(false),
  });
  const error = save.error ?? remove.error;
  const { errors, whole } = faultsOf(error);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      closeLabel={t("common.close")}
      footer={
        <>
          {props.onRemove && (
            <Button kind="quiet" icon="trash" onClick={() => setSure(true)}>
              {t("common.delete")}
            </Button>
          )}
          <Button onClick={props.onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={save.isPending} disabled={!name.trim()} onClick={() => save.mutate()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <TextInput
        label={props.nameLabel}
        value={name}
        onChange={setName}
        maxLength={120}
        error={errors.name ?? whole}
        required
        data-autofocus
      />
      <MultiSelect
        label={props.partsLabel}
        options={props.options}
        value={parts}
        onChange={setParts}
        placeholder={t("common.choose")}
        nothingText={t("common.nothing")}
        removeLabel={(label) => t("common.remove", { name: label })}
        error={errors.roles ?? errors.members}
      />
      <Confirm
        open={sure}
        onClose={() => setSure(false)}
        onConfirm={() => remove.mutate()}
        title={t("structure.removeTitle", { name: props.name })}
        text={props.removeText}
        confirm={t("common.delete")}
        cancel={t("common.cancel")}
        busy={remove.isPending}
        danger
      />
    </Dialog>
  );
}
