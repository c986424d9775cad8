import { http, query } from "./client";
import type { Export } from "./leaving";

/** What is looked for; days as YYYY-MM-DD, `verb` an act or one of the groups write, read, out, access. */
export interface AuditWish {
  module?: string;
  record?: string;
  person?: string;
  verb?: string;
  from?: string;
  to?: string;
}

/** A field or a detail of an act, as texts. */
export interface AuditLine {
  key: string;
  label: string;
  before: string;
  after: string;
  masked: boolean;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: { id: string; name: string } | null;
  /** Nobody asked for it: set-up, schedules, links that were opened. */
  system: boolean;
  verb: string;
  verb_label: string;
  module: string;
  module_label: string;
  record: { id: string; title: string; deleted: boolean } | null;
  /** The record is not to be seen: that it happened is all that is told. */
  hidden: boolean;
  lines: AuditLine[];
  origin: string;
  token: string;
  address: string;
  /** The person as whom somebody looked. */
  behalf: { id: string; name: string } | null;
}

export interface AuditPage {
  entries: AuditEntry[];
  next_cursor: string | null;
}

export const auditApi = {
  page: (wish: AuditWish, cursor?: string) =>
    http.get<AuditPage>(`/audit${query({ ...wish, cursor, limit: 50 })}`),
  exported: (wish: AuditWish, format: "xlsx" | "csv", reason: string) =>
    http.post<Export>("/audit/export", { ...wish, format, reason }),
};
