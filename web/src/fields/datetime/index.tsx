import { formatFull, formatInstant } from "@/kernel/clock";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  const instant = asText(value);
  if (!instant) return null;
  return (
    <time dateTime={instant} title={formatFull(instant)}>
      {formatInstant(instant)}
    </time>
  );
}

/** An instant, shown in the reader's zone. */
export const datetime: FieldKit = {
  type: "datetime",
  Cell,
  Editor: lateEditor("DatetimeEditor"),
  text: (value) => (asText(value) ? formatInstant(asText(value), true) : ""),
  width: 128,
  operand: "date",
};
