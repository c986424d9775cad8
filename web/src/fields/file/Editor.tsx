import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { http } from "@/api/client";
import { useT } from "@/kernel/i18n";
import { Button, Field, IconButton } from "@/ui";
import { asText, type EditorProps } from "../kit";
import { refTitle } from "../reference";

/** Chooses a file and sends it at once; the record keeps its id. */
export function FileEditor(props: EditorProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(() => refTitle(props.field, props.row, props.value));
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.set("file", file);
      return http.upload<{ id: string; name?: string }>("/files", form);
    },
    onSuccess: (stored, file) => {
      setName(stored.name ?? file.name);
      props.onChange(stored.id);
    },
  });
  return (
    <Field
      label={props.label}
      hideLabel={props.hideLabel}
      help={props.help}
      required={props.required}
      error={props.error ?? send.error?.message}
    >
      {(wiring) => (
        <span style={{ display: "flex", alignItems: "center", gap: 8 }}>
          <input
            {...wiring}
            ref={input}
            type="file"
            className="sr-only"
            disabled={props.disabled}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) send.mutate(chosen);
            }}
          />
          <Button icon="paperclip" busy={send.isPending} onClick={() => input.current?.click()}>
            {t("field.upload")}
          </Button>
          <span className="ellipsis">{name}</span>
          {asText(props.value) && (
            <IconButton icon="x" tip={false} label={t("common.clear")} onClick={() => props.onChange(null)} />
          )}
        </span>
      )}
    </Field>
  );
}
