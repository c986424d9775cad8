import { records } from "@/api/records";
import type { QueryRequest, RecordRow } from "@/api/types";
import type { Module } from "@/schema";
import type { LabelFields } from "./labels";

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
  /** There were more than can be printed at once. */
  cut: boolean;
}

/** Reads what is to be printed as the list is read, so that nobody sees more on paper than on the screen. */
export async function gather(module: Module, fields: LabelFields, wish: PrintWish): Promise<Gathered> {
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
  return { rows: rows.slice(0, MOST), cut: rows.length > MOST || (!wanted && Boolean(cursor)) };
}
