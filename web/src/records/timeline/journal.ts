import type { ChoiceOption } from "@/api/types";
import type { Module, Schema } from "@/schema";
import { can } from "@/schema";

/** The module in which talks and tasks about a record are written, found by its shape and not by its name. */
export interface Journal {
  module: Module;
  /** The lookup in it that points to the record at hand. */
  link: string;
  kinds: ChoiceOption[];
}

const NEEDED = ["kind", "at", "content"];

/** Where follow-ups of this module's records are written; null without one or without the right to write. */
export function journalOf(schema: Schema, module: Module): Journal | null {
  for (const related of module.related) {
    const target = schema.byKey[related.module];
    if (!target || !NEEDED.every((key) => target.byKey[key]) || !can(target, "create")) continue;
    return { module: target, link: related.field, kinds: target.byKey.kind?.options ?? [] };
  }
  return null;
}

/** Is the kind something to be done, and not something that was said. */
export const isTask = (kind: string) => kind === "task";
