import type { FieldSchema } from "@/api/types";
import { kitOf, type RowLike } from "@/fields";

interface FieldEditorProps {
  field: FieldSchema;
  value: unknown;
  onChange: (value: unknown) => void;
  row?: RowLike;
  error?: string;
  autoFocus?: boolean;
  disabled?: boolean;
}

/** The editor of any field with its label, help and error; put a Suspense around. */
export function FieldEditor({ field, value, onChange, row, error, autoFocus, disabled }: FieldEditorProps) {
  const { Editor } = kitOf(field.type);
  return (
    <Editor
      field={field}
      value={value}
      onChange={onChange}
      row={row}
      label={field.label}
      help={field.help || undefined}
      error={error}
      required={field.required}
      autoFocus={autoFocus}
      disabled={disabled}
    />
  );
}
