import type { FieldSchema } from "@/api/types";
import { fileSize, formatNumber } from "@/kernel/number";
import { type FieldKit, isEmptyValue, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function words(value: unknown, field?: FieldSchema): string {
  if (isEmptyValue(value)) return "";
  if (field?.config?.bytes) return fileSize(Number(value));
  const number = Number(value);
  return Number.isNaN(number) ? String(value) : formatNumber(number);
}

function Cell({ field, value }: ShowProps) {
  return <span className="tabular">{words(value, field)}</span>;
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
