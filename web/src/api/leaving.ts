import { http } from "./client";
import type { Criteria, Job } from "./types";

export interface ExportRequest {
  module: string;
  ids?: string[];
  /** The whole module, where neither ids nor a filter say less. */
  all?: boolean;
  criteria?: Criteria;
  search?: string;
  sort?: string[];
  columns: string[];
  format: "xlsx" | "csv";
  /** What it is for; asked where somebody else has to approve. */
  reason?: string;
}

export type ExportState =
  | "waiting"
  | "refused"
  | "expired"
  | "withdrawn"
  | "queued"
  | "running"
  | "done"
  | "failed"
  | "cancelled"
  | "gone";

/** An export from the asking to the file, for its asker or for who decides about it. */
export interface Export {
  id: string;
  state: ExportState;
  url: string | null;
  job: Job | null;
  asker: { id: string; name: string };
  module: string;
  module_label: string;
  conditions: string;
  columns: string[];
  /** Which of the columns hold personal data. */
  personal: string[];
  /** Columns whose names the reader may not know. */
  more: { columns: number; personal: number };
  rows: number;
  format: string;
  reason: string;
  asked_at: string;
  until: string | null;
  decided_by: string | null;
  decided_at: string | null;
  answer: string;
}

/** What would become of an export if it were asked for now. */
export interface Outlook {
  rows: number;
  approval: { needed: boolean; from: number | null; approvers: string[] };
  quota: { limit: number | null; used: number; left: number | null };
  csv: boolean;
}

export const exportsApi = {
  create: (request: ExportRequest) => http.post<Export>("/exports", request),
  check: ({ reason: _, ...request }: ExportRequest) => http.post<Outlook>("/exports/check", request),
  get: (id: string) => http.get<Export>(`/exports/${id}`),
  own: () => http.get<{ exports: Export[] }>("/exports"),
  withdraw: (id: string) => http.delete<void>(`/exports/${id}`),
  approvals: () => http.get<{ waiting: Export[]; decided: Export[] }>("/approvals"),
  decide: (id: string, approve: boolean, reason: string) =>
    http.post<Export>(`/approvals/${id}`, { approve, reason }),
  /** Counts records as taken out on paper; what is to stand on it. */
  print: (module: string, ids: string[], form: string) =>
    http.post<{ mark: string }>(`/records/${module}/print`, { ids, form }),
};

export const MEASURES = ["opened_hour", "opened_day", "listed_hour", "listed_day"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Limit {
  /** From how many rows somebody else approves; null is never. */
  approval: number | null;
  /** How many rows a day; null is any number. */
  rows: number | null;
}

export interface LeavingPolicy {
  /** By role; "*" is every other one. */
  limits: Record<string, Limit>;
  approver: "right" | "manager";
  approval_days: number;
  reveals: number;
  csv: boolean;
  screen_mark: boolean;
  alerts: Record<Measure, number | null>;
  contact: { id: string; name: string } | null;
  contacts: { id: string; name: string }[];
  approvers: { id: string; name: string }[];
}

export type LeavingChanges = Partial<
  Omit<LeavingPolicy, "contact" | "contacts" | "approvers"> & { contact: string | null }
>;

export const leavingApi = {
  get: () => http.get<LeavingPolicy>("/leaving"),
  put: (changes: LeavingChanges) => http.put<LeavingPolicy>("/leaving", changes),
};
