import { asText, type FieldKit, type ShowProps } from "../kit";
import { text } from "../text";

/** Only http and https: a stored address must never run as script. */
export function safeLink(value: string): string | null {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
  return /^https?:\/\//i.test(full) ? full : null;
}

const bare = (value: unknown) =>
  asText(value)
    .replace(/^https?:\/\/(www\.)?/i, "")
    .replace(/\/$/, "");

function Cell({ value }: ShowProps) {
  return <>{bare(value)}</>;
}

function Detail({ value }: ShowProps) {
  const link = safeLink(asText(value));
  if (!link) return <>{asText(value)}</>;
  return (
    <a href={link} target="_blank" rel="noopener noreferrer" className="link">
      {bare(value)}
    </a>
  );
}

/** A web address, shown without its ceremony. */
export const url: FieldKit = { ...text, type: "url", Cell, Detail, width: 180, operand: "text" };
