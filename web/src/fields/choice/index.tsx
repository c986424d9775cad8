import type { ChoiceOption, FieldSchema } from "@/api/types";
import { Pill } from "@/ui";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

/** The option of a stored value; an archived one keeps its plain value as word. */
export function optionOf(field: FieldSchema, value: unknown): ChoiceOption | null {
  const key = asText(value);
  if (!key) return null;
  return (
    field.options?.find((option) => option.value === key) ?? { value: key, label: key, color: "neutral" }
  );
}

// A pigment on every choice of a row is noise: a choice without colour is plain text.
function Cell({ field, value }: ShowProps) {
  const option = optionOf(field, value);
  if (!option) return null;
  if (!option.color || option.color === "neutral") return <>{option.label}</>;
  return (
    <Pill pigment={option.color} dot>
      {option.label}
    </Pill>
  );
}

/** One of a fixed list. */
export const choice: FieldKit = {
  type: "choice",
  Cell,
  Editor: lateEditor("ChoiceEditor"),
  text: (value, field) => optionOf(field, value)?.label ?? "",
  width: 124,
};
