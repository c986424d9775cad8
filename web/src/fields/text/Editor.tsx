import { TextInput } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

const KINDS: Record<string, { type: string; inputMode?: "email" | "url"; autoCapitalize?: string }> = {
  email: { type: "text", inputMode: "email", autoCapitalize: "none" },
  url: { type: "text", inputMode: "url", autoCapitalize: "none" },
};

/** One line of text, with the right keyboard on a phone. */
export function TextEditor(props: EditorProps) {
  return (
    <TextInput
      {...shapeOf(props)}
      {...KINDS[props.field.type]}
      value={asText(props.value)}
      onChange={(value) => props.onChange(value === "" ? null : value)}
      maxLength={Number(props.field.config?.max_length) || undefined}
    />
  );
}
