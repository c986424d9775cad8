import { useState } from "react";
import { parseNumber } from "@/kernel/number";
import { TextInput } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

/** A number as people write it (1,200 or 1.2 万). What cannot be read goes to the server as typed, which says why. */
export function NumberEditor(props: EditorProps) {
  const [draft, setDraft] = useState(asText(props.value));
  const change = (typed: string) => {
    setDraft(typed);
    const plain = typed.trim();
    props.onChange(plain === "" ? null : (parseNumber(plain) ?? plain));
  };
  const unit = props.field.type === "percent" ? "%" : asText(props.field.config?.unit);
  return (
    <TextInput
      {...shapeOf(props)}
      inputMode="decimal"
      value={draft}
      onChange={change}
      end={unit ? <span className="quiet">{unit}</span> : undefined}
    />
  );
}
