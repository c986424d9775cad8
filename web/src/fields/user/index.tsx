import { Avatar } from "@/ui";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { refTitle } from "../reference";

function Cell({ field, value, row }: ShowProps) {
  if (!asText(value)) return null;
  const name = refTitle(field, row, value);
  return (
    <span style={{ display: "flex", alignItems: "center", gap: 7, minWidth: 0 }}>
      <Avatar name={name} size={22} plain />
      <span className="ellipsis">{name}</span>
    </span>
  );
}

/** A colleague. */
export const user: FieldKit = {
  type: "user",
  Cell,
  Editor: lateEditor("ReferenceEditor"),
  text: (value, field, row) => refTitle(field, row, value),
  width: 124,
};
