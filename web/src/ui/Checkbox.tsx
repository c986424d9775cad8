import styles from "./inputs.module.css";

type NativeBox = Omit<React.ComponentProps<"input">, "onChange" | "type">;

interface CheckboxProps extends NativeBox {
  label?: React.ReactNode;
  indeterminate?: boolean;
  onChange?: (checked: boolean, event: React.ChangeEvent<HTMLInputElement>) => void;
}

/** A real checkbox, drawn by us. Without a label give it an aria-label. */
export function Checkbox({ label, indeterminate, onChange, className, ...rest }: CheckboxProps) {
  const box = (
    <input
      type="checkbox"
      {...rest}
      ref={(node) => {
        if (node) node.indeterminate = Boolean(indeterminate);
      }}
      onChange={(event) => onChange?.(event.target.checked, event)}
      className={`${styles.check} ${className ?? ""}`}
    />
  );
  if (!label) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the first child.
    <label className={styles.checkLine}>
      {box}
      <span>{label}</span>
    </label>
  );
}

/** On or off, at once. */
export function Switch({
  label,
  checked,
  onChange,
  disabled,
}: {
  label: React.ReactNode;
  checked: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <label className={styles.checkLine}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className={styles.switch}
      />
      <span>{label}</span>
    </label>
  );
}
