import type { FieldSchema } from "@/api/types";
import { address } from "./address";
import { addresses } from "./addresses";
import { autonumber } from "./autonumber";
import { boolean } from "./boolean";
import { choice } from "./choice";
import { date } from "./date";
import { datetime } from "./datetime";
import { email } from "./email";
import { emails } from "./emails";
import { employments } from "./employments";
import { file } from "./file";
import { json } from "./json";
import type { FieldKit, RowLike } from "./kit";
import { longtext } from "./longtext";
import { lookup } from "./lookup";
import { money } from "./money";
import { multichoice } from "./multichoice";
import { number } from "./number";
import { people } from "./people";
import { percent } from "./percent";
import { phone } from "./phone";
import { phones } from "./phones";
import { record } from "./record";
import { socials } from "./socials";
import { tags } from "./tags";
import { text } from "./text";
import { url } from "./url";
import { user } from "./user";

const kits: FieldKit[] = [
  text,
  longtext,
  number,
  money,
  percent,
  date,
  datetime,
  boolean,
  choice,
  multichoice,
  lookup,
  user,
  email,
  phone,
  url,
  address,
  file,
  autonumber,
  phones,
  emails,
  addresses,
  socials,
  tags,
  employments,
  json,
  record,
  people,
];

const byType = new Map(kits.map((kit) => [kit.type, kit]));

/** The kit of a field type; an unknown type is shown and edited as text. */
export function kitOf(type: string): FieldKit {
  return byType.get(type) ?? text;
}

/** A value in plain words. */
export function textOf(field: FieldSchema, row: RowLike): string {
  return row.masked?.[field.key] ?? kitOf(field.type).text(row.values[field.key], field, row);
}
