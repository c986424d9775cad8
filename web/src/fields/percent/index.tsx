import { formatPercent } from "@/kernel/number";
import { type FieldKit, isEmptyValue, type ShowProps } from "../kit";
import { number } from "../number";

function words(value: unknown): string {
  return isEmptyValue(value) ? "" : formatPercent(Number(value));
}

function Cell({ value }: ShowProps) {
  return <span className="tabular">{words(value)}</span>;
}

/** A share of a hundred. */
export const percent: FieldKit = { ...number, type: "percent", Cell, text: words, width: 90 };
