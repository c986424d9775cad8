import { useId } from "react";
import styles from "./Field.module.css";

export interface FieldShape {
  label?: React.ReactNode;
  error?: React.ReactNode;
  help?: React.ReactNode;
  required?: boolean;
  /** The label is only spoken, for inputs whose place says what they are. */
  hideLabel?: boolean;
}

interface Wiring {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
  "aria-required": true | undefined;
}

interface FieldProps extends FieldShape {
  id?: string;
  children: (wiring: Wiring) => React.ReactNode;
}

/** Label, input, help and error in their right relation; spread the wiring over the input. */
export function Field({ id, label, error, help, required, hideLabel, children }: FieldProps) {
  const own = useId();
  const inputId = id ?? own;
  const note = `${inputId}-note`;
  const wiring: Wiring = {
    id: inputId,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error || help ? note : undefined,
    "aria-required": required || undefined,
  };
  return (
    <div className={styles.field} data-invalid={error ? true : undefined}>
      {label && (
        <label htmlFor={inputId} className={hideLabel ? "sr-only" : styles.label}>
          {label}
          {required && (
            <span className={styles.required} aria-hidden="true">
              *
            </span>
          )}
        </label>
      )}
      {children(wiring)}
      {(error || help) && (
        <div id={note} className={error ? styles.error : styles.help} role={error ? "alert" : undefined}>
          {error || help}
        </div>
      )}
    </div>
  );
}

/** A heading over several inputs that belong together, spoken as their group. */
export function FieldGroup({
  label,
  error,
  help,
  required,
  children,
}: FieldShape & { children: React.ReactNode }) {
  return (
    <fieldset className={styles.field} data-invalid={error ? true : undefined}>
      {label && (
        <legend className={styles.label}>
          {label}
          {required && (
            <span className={styles.required} aria-hidden="true">
              *
            </span>
          )}
        </legend>
      )}
      {children}
      {(error || help) && (
        <div className={error ? styles.error : styles.help} role={error ? "alert" : undefined}>
          {error || help}
        </div>
      )}
    </fieldset>
  );
}
