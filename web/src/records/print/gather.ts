import { isProblem } from "@/api/problem";
import { records } from "@/api/records";
import type { QueryRequest, RecordRow } from "@/api/types";
import type { Module, Schema } from "@/schema";
import { hasAddress, type LabelFields, labelFields } from "./labels";

/** Beyond this a print shop is asked, with an export. */
export const MOST = 1000;
const PAGE = 200;

/** Which records are to be printed; kept with the page's entry in the history, so that a reload prints the same. */
export interface PrintWish {
  /** Null means the whole result of the request. */
  ids: string[] | null;
  request: Pick<QueryRequest, "criteria" | "search" | "sort">;
}

export interface Gathered {
  rows: RecordRow[];
  /** What the companies of people without an address of their own have, by the company's id. */
  companies: Record<string, unknown>;
  /** There were more than can be printed at once. */
  cut: boolean;
}

/** Reads what is to be printed as the list is read, so that nobody sees more on paper than on the screen. */
export async function gather(
  schema: Schema,
  module: Module,
  fields: LabelFields,
  wish: PrintWish,
): Promise<Gathered> {
  const columns = [module.title_field, fields.address, fields.phone, fields.company]
    .flatMap((one) => (typeof one === "string" ? one : (one?.key ?? [])))
    .filter((key) => module.byKey[key]);
  const wanted = wish.ids && new Set(wish.ids);
  const rows: RecordRow[] = [];
  let cursor: string | undefined;
  let seen = 0;
  do {
    const page = await records.query(module.key, {
      ...wish.request,
      columns,
      limit: PAGE,
      cursor,
      count: "none",
    });
    rows.push(...(wanted ? page.records.filter((row) => wanted.has(row.id)) : page.records));
    cursor = page.next_cursor ?? undefined;
    seen += page.records.length;
  } while (cursor && rows.length < Math.min(MOST, wanted?.size ?? MOST) && seen < 50 * PAGE);
  const printed = rows.slice(0, MOST);
  return {
    rows: printed,
    companies: await companiesOf(schema, fields, printed),
    cut: rows.length > MOST || (wanted ? rows.length < wanted.size : Boolean(cursor)),
  };
}

const AT_ONCE = 6;

async function companiesOf(
  schema: Schema,
  { address, company }: LabelFields,
  rows: RecordRow[],
): Promise<Record<string, unknown>> {
  const target = company && schema.byKey[company.target ?? ""];
  const field = target && labelFields(target)?.address.key;
  if (!company || !target || !field) return {};
  const bare = rows.filter((row) => !hasAddress(row.values[address.key]));
  const ids = [...new Set(bare.map((row) => row.values[company.key]))].filter((id) => typeof id === "string");
  const found: Record<string, unknown> = {};
  const next = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
      const record = await records.get(target.key, id).catch(hidden);
      found[id] = record?.values[field];
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return found;
}

/** A company that this person may not see lends no address. */
function hidden(error: unknown): null {
  if (isProblem(error, 403) || isProblem(error, 404)) return null;
  throw error;
}
