import { asText, type FieldKit, type ShowProps } from "../kit";
import { text } from "../text";

function Detail({ value }: ShowProps) {
  return (
    <a href={`mailto:${asText(value)}`} className="link">
      {asText(value)}
    </a>
  );
}

/** An e-mail address. */
export const email: FieldKit = { ...text, type: "email", Detail, width: 200, operand: "text" };
