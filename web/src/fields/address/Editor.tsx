import { type TextKey, useT } from "@/kernel/i18n";
import { FieldGroup, TextInput } from "@/ui";
import { type EditorProps, isEmptyValue } from "../kit";
import type { AddressValue } from ".";
import styles from "./Editor.module.css";

const PARTS = ["country", "province", "city", "district", "street", "postcode"] as const;

interface PartsProps {
  value: AddressValue;
  onChange: (value: AddressValue) => void;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** The parts of one address; empty parts are sent as null. */
export function AddressParts({ value, onChange, autoFocus, disabled }: PartsProps) {
  const t = useT();
  return (
    <div className={styles.parts}>
      {PARTS.map((part) => (
        <div key={part} data-part={part}>
          <TextInput
            label={t(`field.${part}` as TextKey)}
            value={value[part] ?? ""}
            disabled={disabled}
            autoFocus={autoFocus && part === "province"}
            onChange={(typed) => onChange({ ...value, [part]: typed || null })}
          />
        </div>
      ))}
    </div>
  );
}

export function AddressEditor(props: EditorProps) {
  const value = (props.value ?? {}) as AddressValue;
  const change = (next: AddressValue) =>
    props.onChange(Object.values(next).every(isEmptyValue) ? null : next);
  return (
    <FieldGroup
      label={props.hideLabel ? undefined : props.label}
      error={props.error}
      help={props.help}
      required={props.required}
    >
      <AddressParts value={value} onChange={change} autoFocus={props.autoFocus} disabled={props.disabled} />
    </FieldGroup>
  );
}
