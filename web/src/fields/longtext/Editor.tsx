import { TextArea } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

/** Several lines; Shift+Enter makes a new one inside of a grid. */
export function LongtextEditor(props: EditorProps) {
  return (
    <TextArea
      {...shapeOf(props)}
      value={asText(props.value)}
      onChange={(value) => props.onChange(value === "" ? null : value)}
    />
  );
}
