import { http, query } from "./client";
import type { Named } from "./types";

const at = (module: string, id: string) => `/records/${encodeURIComponent(module)}/${encodeURIComponent(id)}`;

export interface Share {
  id: string;
  holder: string;
  name: string;
  level: "read" | "write";
  kind: "share" | "collaborator";
  part: string;
  until: string | null;
  made_by: string;
  made_at: string;
}

export interface Offer {
  holder: string;
  level: "read" | "write";
  kind: "share" | "collaborator";
  part?: string;
  until?: string | null;
}

export interface Reason {
  kind: string;
  role: string;
  rule: string;
  holder: string;
  holder_name: string;
  level: string;
  part: string;
  until: string | null;
  through: { module: string; id: string; title: string } | null;
}

export interface Obstacle {
  code: "no_verb" | "scope" | "read_only";
  role: string;
  scope: string;
}

export interface Sight {
  person: Named;
  reasons: Reason[];
  obstacles: Obstacle[];
}

/** Somebody who owned a record until an instant; by handover or by an edit. */
export interface FormerOwner extends Named {
  until: string;
  by: string;
  way: string;
}

export const sharing = {
  shares: (module: string, id: string) =>
    http.get<{ shares: Share[]; may_share: boolean }>(`${at(module, id)}/shares`),
  share: (module: string, id: string, offer: Offer) => http.post<Share>(`${at(module, id)}/shares`, offer),
  unshare: (module: string, id: string, share: string) =>
    http.delete<void>(`${at(module, id)}/shares/${encodeURIComponent(share)}`),
  everybody: (module: string, id: string) =>
    http.get<{ people: Sight[]; total: number }>(`${at(module, id)}/access`),
  why: (module: string, id: string, verb: string, person?: string) =>
    http.get<Sight & { allowed: boolean }>(`${at(module, id)}/access/${verb}${query({ person })}`),
  owners: (module: string, id: string) => http.get<{ owners: FormerOwner[] }>(`${at(module, id)}/owners`),
  teams: () => http.get<{ teams: Named[] }>("/teams"),
  departments: () => http.get<{ departments: Named[] }>("/departments"),
};
