import { forwardRef, useState } from "react";
import { Field, type FieldShape } from "./Field";
import { Icon, type IconName } from "./Icon";
import styles from "./inputs.module.css";

type NativeInput = Omit<React.ComponentProps<"input">, "size" | "onChange" | "value">;

export interface TextInputProps extends FieldShape, NativeInput {
  value: string;
  onChange: (value: string) => void;
  icon?: IconName;
  /** What stands at the end of the box: a unit, a button. */
  end?: React.ReactNode;
  tall?: boolean;
}

/** One line of text with label, help and error. */
export const TextInput = forwardRef<HTMLInputElement, TextInputProps>(function TextInput(
  { label, error, help, required, hideLabel, value, onChange, icon, end, tall, id, className, ...rest },
  ref,
) {
  return (
    <Field id={id} label={label} error={error} help={help} required={required} hideLabel={hideLabel}>
      {(wiring) => (
        <span
          className={styles.box}
          data-tall={tall || undefined}
          data-disabled={rest.disabled || rest.readOnly || undefined}
        >
          {icon && <Icon name={icon} size={16} className={styles.icon} />}
          <input
            autoComplete="off"
            {...rest}
            {...wiring}
            ref={ref}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={`${styles.input} ${className ?? ""}`}
          />
          {end}
        </span>
      )}
    </Field>
  );
});

/** A password that can be looked at, because typing blind on a phone helps nobody. */
export function PasswordInput({
  showLabel,
  hideText,
  ...props
}: TextInputProps & { showLabel: string; hideText: string }) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      {...props}
      type={shown ? "text" : "password"}
      end={
        <button
          type="button"
          className={styles.eye}
          aria-label={shown ? hideText : showLabel}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          <Icon name={shown ? "eye-off" : "eye"} size={17} />
        </button>
      }
    />
  );
}

type NativeArea = Omit<React.ComponentProps<"textarea">, "onChange" | "value">;

export interface TextAreaProps extends FieldShape, NativeArea {
  value: string;
  onChange: (value: string) => void;
}

/** Several lines of text that grow with what is written. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, error, help, required, hideLabel, value, onChange, id, className, ...rest },
  ref,
) {
  return (
    <Field id={id} label={label} error={error} help={help} required={required} hideLabel={hideLabel}>
      {(wiring) => (
        <textarea
          rows={3}
          {...rest}
          {...wiring}
          ref={ref}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${styles.area} ${className ?? ""}`}
        />
      )}
    </Field>
  );
});
