import { formatMoney } from "@/kernel/number";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

export interface MoneyValue {
  amount: string;
  currency: string;
}

export function asMoney(value: unknown): MoneyValue | null {
  if (typeof value !== "object" || value === null || !("amount" in value)) return null;
  return value as MoneyValue;
}

function words(value: unknown): string {
  const money = asMoney(value);
  return money ? formatMoney(money.amount, money.currency) : "";
}

function Cell({ value }: ShowProps) {
  return <span className="tabular">{words(value)}</span>;
}

/** An amount with its currency. */
export const money: FieldKit = {
  type: "money",
  Cell,
  Editor: lateEditor("MoneyEditor"),
  text: words,
  width: 130,
  align: "end",
  panel: true,
  typed: (letter) => (/[\d.-]/.test(letter) ? { amount: letter, currency: "" } : undefined),
};
