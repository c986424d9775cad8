import { dialLink, formatPhone } from "@/kernel/phone";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { text } from "../text";

const words = (value: unknown) => (asText(value) ? formatPhone(asText(value)) : "");

function Cell({ value }: ShowProps) {
  return <span className="tabular">{words(value)}</span>;
}

function Detail({ value }: ShowProps) {
  if (!asText(value)) return null;
  return (
    <a href={dialLink(asText(value))} className="link tabular">
      {words(value)}
    </a>
  );
}

/** A telephone number, shown 3-4-4 and dialled with one touch. */
export const phone: FieldKit = {
  ...text,
  type: "phone",
  Cell,
  Detail,
  Editor: lateEditor("PhoneEditor"),
  text: words,
  width: 140,
  operand: "text",
};
