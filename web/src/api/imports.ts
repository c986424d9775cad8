import { http, query } from "./client";
import type { Job } from "./types";

export type ImportState =
  | "planned"
  | "checking"
  | "checked"
  | "running"
  | "done"
  | "cancelled"
  | "failed"
  | "undoing"
  | "undone";

export interface ImportColumn {
  index: number;
  header: string;
  sample: string[];
  /** The target's key, or null: kept as an other column of the file. */
  target: string | null;
  /** What it might be where nobody is certain. */
  proposed?: string | null;
  confidence: number;
  alternatives: string[];
  unit?: string | null;
  hidden?: boolean;
}

export interface ImportSheet {
  key: string;
  name: string;
  hidden: boolean;
  chosen: boolean;
  header_rows: number[];
  columns: ImportColumn[];
  rows?: number;
}

export interface ImportFile {
  id: string;
  name: string;
  encoding: string | null;
  delimiter: string | null;
  sheets: ImportSheet[];
  error: { code: string; message: string } | null;
}

export interface ImportTarget {
  key: string;
  label: string;
  module: string;
  type: string;
  required: boolean;
  multiple?: boolean;
  options?: { value: string; label: string }[];
}

export interface ImportOptions {
  match_on: string[];
  on_match: "fill" | "newest" | "skip" | "create";
  region?: string | null;
  default_region?: string | null;
  date_order?: string | null;
  owner: Record<string, string | null>;
}

export interface ImportConflict {
  module?: string;
  row?: number;
  field?: string;
  kept?: unknown;
  dropped?: unknown;
  /** What stands for a value that is not shown has no form of its field. */
  masked?: boolean;
  [key: string]: unknown;
}

export interface ImportBrief {
  id: string;
  module: string;
  state: ImportState;
  created_at?: string;
  finished_at?: string | null;
  files: ImportFile[];
  total: number;
  partial: number;
  waiting: number;
  left_out?: number;
  created: number;
  updated: number;
  unchanged?: number;
  failed: number;
  progress: Job["progress"] | null;
  job_id?: string | null;
  /** What taking it back did so far. */
  undone?: { deleted: number; restored: number; kept: number } | null;
  error: { code?: string; message?: string } | string | null;
  problems_url: string;
}

/** Somebody whom an import invited; the link is told once. */
export interface ImportInvitation {
  name: string;
  link: string;
}

/** A record that taking the import back left as it is. */
export interface ImportLeft {
  module: string;
  id: string;
  title: string;
  reason: "changed_since" | "in_use" | "refused";
  message: string;
  fields: string[];
}

export interface ImportProject extends ImportBrief {
  targets: ImportTarget[];
  options: ImportOptions;
  value_maps: Record<string, Record<string, string | null>>;
  unknown_owners: string[];
  unknown_values: Record<string, Record<string, number>>;
  conflicts: ImportConflict[];
  counts: Record<string, number>;
  left_alone?: ImportLeft[];
}

export interface ImportRowError {
  field: string;
  code: string;
  column?: number | null;
  raw?: string | null;
  message: string;
}

export interface ImportRow {
  id: string;
  file: string;
  sheet: string;
  row: number;
  state: "ok" | "partial" | "waiting" | "skipped";
  reason: string | null;
  fields: Record<string, unknown>;
  errors: ImportRowError[];
  source: string[];
  outcome?: string | null;
  record_id?: string | null;
}

export interface ImportChanges {
  files?: {
    id: string;
    sheets: { key: string; chosen?: boolean; columns?: { index: number; target: string | null }[] }[];
  }[];
  options?: Partial<ImportOptions>;
  value_maps?: ImportProject["value_maps"];
}

const at = (id: string) => `/imports/${encodeURIComponent(id)}`;

export const importsApi = {
  list: () => http.get<{ imports: ImportBrief[] }>("/imports"),
  get: (id: string) => http.get<ImportProject>(at(id)),
  upload: (module: string, files: File[]) => {
    const form = new FormData();
    form.set("module", module);
    for (const file of files) form.append("file", file, file.name);
    return http.upload<ImportProject>("/imports", form);
  },
  change: (id: string, changes: ImportChanges) => http.patch<ImportProject>(at(id), changes),
  check: (id: string) => http.post<ImportBrief>(`${at(id)}/check`),
  run: (id: string) => http.post<ImportBrief & { invitations?: ImportInvitation[] }>(`${at(id)}/run`),
  cancel: (id: string) => http.post<ImportBrief>(`${at(id)}/cancel`),
  undo: (id: string) => http.post<ImportBrief>(`${at(id)}/undo`),
  rows: (id: string, options: { state?: string; limit?: number; cursor?: string }) =>
    http.get<{ rows: ImportRow[]; next_cursor: string | null }>(`${at(id)}/rows${query(options)}`),
  fix: (id: string, row: string, values: Record<string, string>) =>
    http.patch<ImportRow>(`${at(id)}/rows/${encodeURIComponent(row)}`, { values }),
  template: (module: string) => `/api/v1/imports/template${query({ module, format: "xlsx" })}`,
};
