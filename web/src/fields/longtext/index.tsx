import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  return <>{asText(value).replace(/\s+/g, " ")}</>;
}

function Detail({ value }: ShowProps) {
  return <span style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{asText(value)}</span>;
}

/** Several lines; a list shows the first. */
export const longtext: FieldKit = {
  type: "longtext",
  Cell,
  Detail,
  Editor: lateEditor("LongtextEditor"),
  text: (value) => asText(value),
  width: 240,
  panel: true,
  typed: (letter) => letter,
  operand: "text",
};
