import type { FieldSchema, RecordRow } from "@/api/types";
import type { AddressValue } from "@/fields/address";
import type { AddressEntry } from "@/fields/addresses";
import { mainOf } from "@/fields/children";
import { locale } from "@/kernel/locale";
import { formatPhone } from "@/kernel/phone";
import { type Module, titleOf } from "@/schema/module";

/** Which fields of a module make a label. */
export interface LabelFields {
  address: FieldSchema;
  phone?: FieldSchema;
  company?: FieldSchema;
}

/** What stands on one label. */
export interface Label {
  id: string;
  name: string;
  company: string;
  phone: string;
  /** From large to small in one line, or from small to large in several. */
  lines: string[];
  postcode: string;
  /** Written as in China: postcode and place first, the recipient last. */
  han: boolean;
}

/** The fields of a label, or null for a module without addresses; what a person may not read is not in the schema. */
export function labelFields(module: Module): LabelFields | null {
  const of = (...types: string[]) => module.fields.find((field) => types.includes(field.type));
  const address = of("addresses") ?? of("address");
  if (!address) return null;
  const company = module.fields.find(
    (field) =>
      field.type === "lookup" && field.target !== module.key && module.list_columns.includes(field.key),
  );
  return { address, phone: of("phones") ?? of("phone"), company };
}

const HOME = new Set(["", "CN", "中国", "中國", "CHINA"]);

function countryName(country: string | null | undefined): string {
  const said = (country ?? "").trim();
  if (!/^[A-Z]{2}$/.test(said)) return said;
  return new Intl.DisplayNames([locale()], { type: "region" }).of(said) ?? said;
}

/** The address of a record that the parcel goes to: of the wished kind, else the main one. */
function addressOf(value: unknown, kind: string): AddressValue | undefined {
  if (!Array.isArray(value)) return (value as AddressValue | null) ?? undefined;
  const all = value as AddressEntry[];
  return all.find((entry) => entry.kind === kind) ?? mainOf(all);
}

/** Whether there is a place that a parcel could go to. */
export function hasAddress(value: unknown): boolean {
  const address = addressOf(value, "");
  return Boolean(address && placeOf(address).lines.length > 0);
}

/** The place in the order of its own script. */
export function placeOf(address: AddressValue): Pick<Label, "lines" | "postcode" | "han"> {
  const { country, province, city, district, street } = address;
  const postcode = (address.postcode ?? "").trim();
  // A municipality is its own province and is said once.
  const town = city === province ? null : city;
  const large = [province, town, district, street].filter(Boolean).join("");
  const far = HOME.has((country ?? "").trim().toUpperCase()) ? "" : countryName(country);
  if (/\p{Script=Han}/u.test(large)) return { lines: [far + large].filter(Boolean), postcode, han: true };
  const lines = [
    street,
    [district, town].filter(Boolean).join(", "),
    [province, postcode].filter(Boolean).join(" "),
    far,
  ];
  return { lines: lines.filter((line): line is string => Boolean(line)), postcode, han: false };
}

/** The label of a record, with its company's address where it has none; null where neither has one. */
export function labelOf(
  module: Module,
  fields: LabelFields,
  row: RecordRow,
  kind: string,
  companies: Record<string, unknown> = {},
): Label | null {
  const own = row.values[fields.address.key];
  const work = fields.company && companies[String(row.values[fields.company.key])];
  const address = addressOf(hasAddress(own) ? own : work, kind);
  const place = address && placeOf(address);
  if (!place || place.lines.length === 0) return null;
  const company = fields.company ? row.titles[fields.company.key] : "";
  return {
    id: row.id,
    name: titleOf(module, row),
    company: typeof company === "string" ? company : "",
    phone: phoneOf(fields.phone && row.values[fields.phone.key]),
    ...place,
  };
}

function phoneOf(value: unknown): string {
  const number = Array.isArray(value) ? mainOf(value as { value: string; main: boolean }[])?.value : value;
  return typeof number === "string" ? formatPhone(number) : "";
}

/** Labels in sheets of so many. */
export function sheetsOf(labels: Label[], each: number): Label[][] {
  const count = Math.ceil(labels.length / each);
  return Array.from({ length: count }, (_, sheet) => labels.slice(sheet * each, (sheet + 1) * each));
}
