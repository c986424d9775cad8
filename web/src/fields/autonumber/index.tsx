import type { FieldKit } from "../kit";
import { text } from "../text";

function Cell({ value }: { value: unknown }) {
  return <span className="tabular">{String(value ?? "")}</span>;
}

/** A number that the server gives; nobody edits it. */
export const autonumber: FieldKit = { ...text, type: "autonumber", Cell, width: 120, typed: undefined };
