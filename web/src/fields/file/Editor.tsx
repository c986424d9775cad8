import { type ClipboardEvent, useEffect, useRef } from "react";
import type { StoredFile } from "@/api/files";
import { useT } from "@/kernel/i18n";
import { FieldGroup, Icon, useDrop } from "@/ui";
import type { EditorProps } from "../kit";
import { asList } from "../multichoice";
import { filesOf } from ".";
import styles from "./file.module.css";
import { Held, OnItsWay } from "./Held";
import { useUploads } from "./useUploads";

/** Files by choosing, dropping or pasting; each is sent at once, the record keeps their ids. */
export function FileEditor(props: EditorProps) {
  const ids = asList(props.value);
  const several = props.field.multiple;
  const known = useRef(new Map<string, StoredFile>());
  for (const file of filesOf(props.field.key, props.row)) known.current.set(file.id, file);
  // Several uploads end one after the other, before the form has drawn again.
  const current = useRef(ids);
  current.current = ids;
  const set = (next: string[]) => {
    current.current = next;
    props.onChange(next);
  };
  const { sending, fault, send } = useUploads((file) => {
    known.current.set(file.id, file);
    set(several ? [...current.current, file.id] : [file.id]);
  });
  const { onBusy } = props;
  const busy = sending.length > 0;
  useEffect(() => onBusy?.(busy), [busy, onBusy]);
  const take = (files: File[]) => void send(several ? files : files.slice(0, 1));
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || props.disabled) return;
    event.preventDefault();
    take(files);
  };
  return (
    <FieldGroup
      label={props.hideLabel ? undefined : props.label}
      help={props.help}
      required={props.required}
      error={props.error ?? fault}
    >
      <div className={styles.list} onPaste={onPaste}>
        {ids.map((id) => (
          <Held
            key={id}
            file={known.current.get(id) ?? { id, name: "…", size: 0, type: "" }}
            onRemove={props.disabled ? undefined : () => set(ids.filter((other) => other !== id))}
          />
        ))}
        {sending.map((item) => (
          <OnItsWay key={item.key} item={item} />
        ))}
        <Drop props={props} several={several} onFiles={take} />
      </div>
    </FieldGroup>
  );
}

interface DropProps {
  props: EditorProps;
  several: boolean;
  onFiles: (files: File[]) => void;
}

function Drop({ props, several, onFiles }: DropProps) {
  const t = useT();
  const drop = useDrop((files) => {
    if (!props.disabled) onFiles(files);
  });
  return (
    <label className={styles.drop} {...drop}>
      <input
        id={props.id}
        type="file"
        multiple={several}
        className="sr-only"
        disabled={props.disabled}
        autoFocus={props.autoFocus}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again after it was removed.
          event.target.value = "";
        }}
      />
      <Icon name="upload" size={16} />
      <span>{t("field.dropFile")}</span>
    </label>
  );
}
