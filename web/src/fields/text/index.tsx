import { asText, type FieldKit, isEmptyValue, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function words(value: unknown): string {
  if (isEmptyValue(value)) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function Cell({ value }: ShowProps) {
  return <>{words(value)}</>;
}

/** One line of text; also the face of every type that this version does not know. */
export const text: FieldKit = {
  type: "text",
  Cell,
  Editor: lateEditor("TextEditor"),
  text: words,
  width: 160,
  typed: (letter) => letter,
};

export { asText };
