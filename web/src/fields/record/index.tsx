import { Link } from "react-router";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { refTitle } from "../reference";

function Cell({ field, value, row }: ShowProps) {
  return <>{refTitle(field, row, value)}</>;
}

function Detail({ field, value, row }: ShowProps) {
  const place = asText(value);
  if (!place) return null;
  return (
    <Link to={`/m/${place}`} className="link">
      {refTitle(field, row, value)}
    </Link>
  );
}

/** A record of any module, as "contacts/12". */
export const record: FieldKit = {
  type: "record",
  Cell,
  Detail,
  Editor: lateEditor("TextEditor"),
  text: (value, field, row) => refTitle(field, row, value),
  width: 190,
};
