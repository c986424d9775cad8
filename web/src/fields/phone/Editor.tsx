import { useState } from "react";
import { formatPhone, tidyPhone } from "@/kernel/phone";
import { TextInput } from "@/ui";
import { asText, type EditorProps, shapeOf } from "../kit";

interface PhoneInputProps extends Omit<EditorProps, "field" | "value" | "onChange"> {
  value: string;
  onChange: (value: string) => void;
}

/** Takes +86, blanks and dashes as they are pasted; shows them in order when the person leaves. */
export function PhoneInput({ value, onChange, ...rest }: PhoneInputProps) {
  const [draft, setDraft] = useState(value ? formatPhone(value) : "");
  return (
    <TextInput
      {...shapeOf({ ...rest, field: undefined as never, value, onChange: () => {} })}
      type="tel"
      inputMode="tel"
      value={draft}
      onChange={(typed) => {
        setDraft(typed);
        onChange(tidyPhone(typed));
      }}
      onBlur={() => setDraft(value ? formatPhone(value) : "")}
    />
  );
}

export function PhoneEditor(props: EditorProps) {
  return (
    <PhoneInput {...props} value={asText(props.value)} onChange={(value) => props.onChange(value || null)} />
  );
}
