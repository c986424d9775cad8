import type { FieldSchema, RecordDetail } from "@/api/types";
import type { Module, Schema } from "@/schema";

/** A module whose records belong to others', found by its shape and not by its name. */
export interface Follower {
  module: Module;
  /** The field that names the record that one belongs to. */
  link: string;
  /** What it is made of: the files of a document, the people of a comment. */
  field: FieldSchema;
}

function followerWith(schema: Schema, owner: Module, made: (field: FieldSchema) => boolean): Follower | null {
  if (owner.follows) return null;
  for (const module of schema.modules) {
    const field = module.follows ? module.fields.find(made) : undefined;
    if (module.follows && field) return { module, link: module.follows, field };
  }
  return null;
}

/** Where the documents of this module's records are kept. */
export const documentsOf = (schema: Schema, owner: Module) =>
  // A comment may have files, a document is one.
  followerWith(schema, owner, (field) => field.type === "file" && field.required);

/** Where comments on this module's records are kept. */
export const commentsOf = (schema: Schema, owner: Module) =>
  followerWith(schema, owner, (field) => field.type === "people");

/** The field in which what one writes keeps files, when one may put any there. */
export const attachable = (module: Module) =>
  module.fields.find((field) => field.type === "file" && field.writable)?.key ?? null;

/** How a record is named by what belongs to it. */
export const placeOf = (module: Module, id: string) => `${module.key}/${id}`;

/** May the person change this record at all. */
export const mayEdit = (record: RecordDetail) => (record.writable?.length ?? 0) > 0;
