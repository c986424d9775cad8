import { useState } from "react";
import { useT } from "@/kernel/i18n";
import { CURRENCIES, parseNumber } from "@/kernel/number";
import { TextInput } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";
import { asMoney } from ".";
import styles from "./Editor.module.css";

/** Amount and currency; 186 万 may be typed as it is said. */
export function MoneyEditor(props: EditorProps) {
  const t = useT();
  const start = asMoney(props.value);
  const fallback = asText(props.field.config?.currency) || "CNY";
  const [draft, setDraft] = useState(start?.amount ?? "");
  const [currency, setCurrency] = useState(start?.currency || fallback);
  const send = (typed: string, unit: string) => {
    const plain = typed.trim();
    const number = parseNumber(plain);
    props.onChange(
      plain === "" ? null : { amount: number === null ? plain : String(number), currency: unit },
    );
  };
  const choices = CURRENCIES.includes(currency) ? CURRENCIES : [currency, ...CURRENCIES];
  return (
    <TextInput
      {...shapeOf(props)}
      inputMode="decimal"
      value={draft}
      onChange={(typed) => {
        setDraft(typed);
        send(typed, currency);
      }}
      end={
        <select
          className={styles.currency}
          aria-label={t("field.currency")}
          value={currency}
          disabled={props.disabled}
          onChange={(event) => {
            setCurrency(event.target.value);
            send(draft, event.target.value);
          }}
        >
          {choices.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      }
    />
  );
}
