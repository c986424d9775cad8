import { formatDay } from "@/kernel/clock";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  const day = asText(value);
  return day ? <time dateTime={day}>{formatDay(day)}</time> : null;
}

function Detail({ value }: ShowProps) {
  const day = asText(value);
  return day ? <time dateTime={day}>{formatDay(day, true)}</time> : null;
}

/** A calendar day, without any hour or zone. */
export const date: FieldKit = {
  type: "date",
  Cell,
  Detail,
  Editor: lateEditor("DateEditor"),
  text: (value) => (asText(value) ? formatDay(asText(value), true) : ""),
  width: 112,
};
