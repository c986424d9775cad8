import { http } from "./client";

export interface Passkey {
  id: string;
  name: string;
  /** Signs in without a password. */
  alone: boolean;
  created_at: string;
  last_used_at: string | null;
}

export interface SecondFactors {
  totp: { created_at: string; last_used_at: string | null } | null;
  passkeys: Passkey[];
  recovery_codes: number | null;
}

export interface Security {
  second_factors: SecondFactors;
  required: boolean;
  proven: boolean;
}

export interface Session {
  id: string;
  device: string;
  phone: boolean;
  address: string;
  started_at: string;
  seen_at: string;
  current: boolean;
}

export const SCOPES = ["read", "write", "export", "admin"] as const;
export type Scope = (typeof SCOPES)[number];

export interface Token {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}

export interface Policy {
  everyone: boolean;
  roles: string[];
}

export interface Provider {
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  active: boolean;
}

export interface ProviderForm {
  name: string;
  issuer: string;
  client_id: string;
  secret?: string;
  active?: boolean;
}

/** Where somebody may have an identity. */
export interface Place {
  id: string;
  name: string;
}

export interface Identity {
  id: string;
  name: string;
  issuer: string;
  /** The directory that it is of; null for an identity provider. */
  directory: string | null;
  created_at: string;
  last_used_at: string | null;
}

export const identity = {
  own: () => http.get<{ identities: Identity[]; providers: Place[]; directories: Place[] }>("/me/identities"),
  link: (provider: string) => http.post<{ url: string }>("/me/identities", { provider }),
  unlink: (id: string) => http.delete<void>(`/me/identities/${id}`),
  providers: () => http.get<{ providers: Provider[] }>("/security/providers"),
  add: (form: ProviderForm) => http.post<Provider>("/security/providers", form),
  change: (id: string, form: Partial<ProviderForm>) =>
    http.patch<Provider>(`/security/providers/${id}`, form),
  remove: (id: string) => http.delete<void>(`/security/providers/${id}`),
  test: (id: string) => http.post<{ ok: boolean }>(`/security/providers/${id}/test`),
};

export const security = {
  overview: () => http.get<Security>("/me/security"),
  picture: () => http.get<{ picture: string; secret: string }>("/me/security/qr"),
  sessions: () => http.get<{ sessions: Session[] }>("/me/sessions"),
  endSession: (id: string) => http.delete<void>(`/me/sessions/${id}`),
  endOthers: () => http.delete<{ ended: number }>("/me/sessions"),
  tokens: () => http.get<{ tokens: Token[] }>("/me/tokens"),
  makeToken: (name: string, scopes: Scope[], days: number) =>
    http.post<Token & { token: string }>("/me/tokens", { name, scopes, days }),
  revokeToken: (id: string) => http.delete<void>(`/me/tokens/${id}`),
  policy: () => http.get<Policy>("/security/policy"),
  setPolicy: (policy: Policy) => http.put<Policy>("/security/policy", policy),
  signOut: (person: string) => http.post<{ ended: number }>(`/people/${person}/sign-out`),
  takeAway: (person: string) => http.delete<void>(`/people/${person}/second-factors`),
};
