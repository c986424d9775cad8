import { Link } from "react-router";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { refTitle, targetOf } from "../reference";

function Cell({ field, value, row }: ShowProps) {
  return <>{refTitle(field, row, value)}</>;
}

function Detail({ field, value, row }: ShowProps) {
  const id = asText(value);
  if (!id) return null;
  return (
    <Link to={`/m/${targetOf(field)}/${id}`} className="link">
      {refTitle(field, row, value)}
    </Link>
  );
}

/** A record of another module. */
export const lookup: FieldKit = {
  type: "lookup",
  Cell,
  Detail,
  Editor: lateEditor("ReferenceEditor"),
  text: (value, field, row) => refTitle(field, row, value),
  width: 190,
};
