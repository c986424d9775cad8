import type { FieldKit, RowLike, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

/** The people of a value by the names that the server said beside it. */
export function peopleOf(field: string, row: RowLike | undefined): { id: string; name: string }[] {
  const found = row?.titles?.[field];
  return Array.isArray(found) ? (found as { id: string; name: string }[]) : [];
}

const namesOf = (field: string, row: RowLike | undefined) =>
  peopleOf(field, row)
    .map((one) => one.name)
    .join("、");

function Cell({ field, row }: ShowProps) {
  return <span className="ellipsis">{namesOf(field.key, row)}</span>;
}

/** Some colleagues. */
export const people: FieldKit = {
  type: "people",
  Cell,
  Editor: lateEditor("PeopleEditor"),
  text: (_value, field, row) => namesOf(field.key, row),
  width: 160,
  panel: true,
};
