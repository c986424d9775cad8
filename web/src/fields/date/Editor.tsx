import { TextInput } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

/** A day; the browser's own calendar speaks the reader's language and works with every keyboard. */
export function DateEditor(props: EditorProps) {
  return (
    <TextInput
      {...shapeOf(props)}
      type="date"
      max="9999-12-31"
      value={asText(props.value)}
      onChange={(value) => props.onChange(value || null)}
    />
  );
}
