import type { FieldSchema } from "@/api/types";
import { asText, type RowLike } from "../kit";

/** Which module a reference leads to. */
export function targetOf(field: FieldSchema): string {
  return field.target ?? (field.type === "user" ? "users" : "");
}

/** What the referenced record is called, as the server said beside the value. */
export function refTitle(field: FieldSchema, row: RowLike | undefined, value: unknown): string {
  const title = row?.titles?.[field.key];
  if (typeof title === "string") return title;
  if (title && typeof title === "object" && "title" in title) return asText(title.title);
  return asText(value) ? "—" : "";
}
