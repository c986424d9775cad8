import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { refTitle } from "../reference";

function Cell({ field, value, row }: ShowProps) {
  return <>{refTitle(field, row, value)}</>;
}

function Detail({ field, value, row }: ShowProps) {
  if (!asText(value)) return null;
  return (
    <a href={`/api/v1/files/${encodeURIComponent(asText(value))}`} className="link" download>
      {refTitle(field, row, value)}
    </a>
  );
}

/** A stored file. */
export const file: FieldKit = {
  type: "file",
  Cell,
  Detail,
  Editor: lateEditor("FileEditor"),
  text: (value, field, row) => refTitle(field, row, value),
  width: 160,
  panel: true,
};
