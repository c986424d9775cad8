import { formatNumber } from "@/kernel/number";
import { type FieldKit, isEmptyValue, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function words(value: unknown): string {
  if (isEmptyValue(value)) return "";
  const number = Number(value);
  return Number.isNaN(number) ? String(value) : formatNumber(number);
}

function Cell({ value }: ShowProps) {
  return <span className="tabular">{words(value)}</span>;
}

/** A plain number. */
export const number: FieldKit = {
  type: "number",
  Cell,
  Editor: lateEditor("NumberEditor"),
  text: words,
  width: 110,
  align: "end",
  typed: (letter) => (/[\d.+-]/.test(letter) ? letter : undefined),
};
