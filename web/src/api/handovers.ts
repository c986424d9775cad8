import { http, query } from "./client";
import type { Criteria, Named } from "./types";

export type Way = "one" | "evenly" | "cases" | "follow";

/** How the records of a module are split; `rest` gets what no condition meets, or what lies below nothing. */
export interface HandoverRule {
  way: Way;
  to?: string[];
  cases?: { criteria: Criteria; to: string }[];
  rest?: string | null;
  everything?: boolean;
}

export interface HandoverWish {
  person: string;
  rules: Record<string, HandoverRule>;
  /** Who gets the people who report to the leaver, and the views that they share. */
  successor: string | null;
}

/** How many people and shared views move, and which stay. */
export interface HandoverTeam {
  reports: number;
  views: number;
  left: { kind: "reports" | "views"; why: string; count: number }[];
}

export interface OwnedModule {
  module: string;
  label: string;
  count: number;
  /** How many of them lie in the bin. */
  bin: number;
  /** Those that are work to be done; null where all of them are. */
  open: number | null;
  /** How many the caller may hand over. */
  reach: number;
  /** The modules below whose records these lie. */
  above: string[];
}

export interface Belongings {
  person: Named & { active: boolean };
  manager: Named | null;
  modules: OwnedModule[];
  along: { module: string; label: string; count: number }[];
  others: { views: number; shares: number; received: number; reports: number };
}

export interface HandoverPlan {
  modules: {
    module: string;
    label: string;
    people: (Named & { count: number })[];
    stays: number;
    beyond: number;
  }[];
  total: number;
  team: HandoverTeam;
}

export type HandoverState = "queued" | "running" | "done" | "failed" | "cancelled";

export interface Handover {
  id: string;
  person: Named & { active: boolean };
  made_by: Named;
  made_at: string;
  finished_at: string | null;
  reason: string;
  state: HandoverState;
  total: number;
  progress: { done: number; total: number } | null;
  people: (Named & { modules: Record<string, number> })[];
  modules: { module: string; label: string }[];
  left: { label: string; why: string; count: number }[];
  counts: { module: string; what: string; before: number; after: number }[];
  successor: Named | null;
  team: HandoverTeam;
  moved: number;
  stayed: number;
  differences: number;
  digest: string;
  undoes: string | null;
  undone_by: string | null;
  undo_until: string | null;
  /** Whether the certificate is for the caller; null while there is none. */
  certificate: boolean | null;
  differing?: { module: string; record_id: string; title: string; parts: string; people: string[] }[];
}

const at = (id: string) => `/handovers/${encodeURIComponent(id)}`;

export const handovers = {
  belongings: (person: string) => http.get<Belongings>(`/people/${encodeURIComponent(person)}/belongings`),
  preview: (wish: HandoverWish) => http.post<HandoverPlan>("/handovers/preview", wish),
  start: (wish: HandoverWish & { reason: string }) => http.post<Handover>("/handovers", wish),
  list: (person: string) => http.get<{ handovers: Handover[] }>(`/handovers${query({ person })}`),
  get: (id: string) => http.get<Handover>(at(id)),
  cancel: (id: string) => http.post<Handover>(`${at(id)}/cancel`, {}),
  resume: (id: string) => http.post<Handover>(`${at(id)}/resume`, {}),
  undo: (id: string) => http.post<Handover>(`${at(id)}/undo`, {}),
  certificateUrl: (id: string) => `/api/v1${at(id)}/certificate`,
};
