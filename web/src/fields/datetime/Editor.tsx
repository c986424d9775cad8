import { fromLocalInput, toLocalInput } from "@/kernel/clock";
import { TextInput } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

/** Day and minute in the reader's zone; the wire carries UTC. */
export function DatetimeEditor(props: EditorProps) {
  const instant = asText(props.value);
  return (
    <TextInput
      {...shapeOf(props)}
      type="datetime-local"
      max="9999-12-31T23:59"
      value={instant ? toLocalInput(instant) : ""}
      onChange={(value) => props.onChange(value ? fromLocalInput(value) : null)}
    />
  );
}
