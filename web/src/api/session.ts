import { exchange, http, proveAgain, query } from "./client";
import { ApiProblem, problemOf } from "./problem";
import type { Locale, Me, ProblemError } from "./types";

interface AllauthError {
  message: string;
  code: string;
  param?: string;
}

interface AllauthAnswer {
  status: number;
  data: Record<string, unknown>;
  meta: Record<string, unknown>;
}

/** One call of the login; what is asked of somebody who is not in yet comes back as an answer, faults are thrown. */
export async function ask(
  method: string,
  path: string,
  body?: unknown,
  fine: number[] = [],
): Promise<AllauthAnswer> {
  const response = await exchange(method, `/_allauth/browser/v1/${path}`, { body });
  const raw = await response.text().catch(() => "");
  if (response.ok || fine.includes(response.status)) {
    const found = raw ? (JSON.parse(raw) as Partial<AllauthAnswer>) : {};
    return { status: response.status, data: found.data ?? {}, meta: found.meta ?? {} };
  }
  const problem = refusalOf(response.status, response.statusText, raw);
  if (problem.code === "step_up_required" && (await proveAgain())) return ask(method, path, body, fine);
  throw problem;
}

/** The login names its faults in its own way; what our own answers say stays. */
function refusalOf(status: number, reason: string, raw: string): ApiProblem {
  const plain = problemOf(status, reason, raw);
  const errors = (plain.errors as (ProblemError & AllauthError)[]).map(({ param, field, ...rest }) => ({
    ...rest,
    field: field ?? param,
  }));
  const [first] = errors;
  if (!first) return plain;
  return new ApiProblem({ status, title: reason, code: first.code, detail: first.message, errors });
}

// Ending a session is answered with 401 'not authenticated any more', which is what was asked.
const SIGNED_OUT = [401];

/** Which second factors a login waits for; null when it let the person in. */
export type Pending = ("totp" | "webauthn" | "recovery_codes")[] | null;

function awaitedBy({ status, data }: AllauthAnswer): Pending {
  if (status !== 401) return null;
  const flows = (data.flows ?? []) as { id: string; is_pending?: boolean; types?: string[] }[];
  const pending = flows.find((flow) => flow.id === "mfa_authenticate" && flow.is_pending);
  if (!pending) throw new ApiProblem({ status, title: "", code: "unauthenticated", detail: "", errors: [] });
  return (pending.types ?? []) as NonNullable<Pending>;
}

export const session = {
  login: async (username: string, password: string) =>
    awaitedBy(await ask("POST", "auth/login", { username, password }, SIGNED_OUT)),
  logout: async () => void (await ask("DELETE", "auth/session", undefined, SIGNED_OUT)),
  changePassword: async (current_password: string, new_password: string) =>
    void (await ask("POST", "account/password/change", { current_password, new_password })),
};

export interface SetupForm {
  token: string;
  company: string;
  name: string;
  username: string;
  password: string;
  locale: Locale;
}

export interface JoinForm {
  token: string;
  username: string;
  name: string;
  password: string;
  locale: Locale;
}

/** Whom a link is for. */
interface Awaited {
  name: string;
  company: string;
  /** Of who has joined and may set a new password. */
  username: string | null;
}

export const door = {
  setup: (form: SetupForm) => http.post<void>("/setup", form),
  invitation: (token: string) => http.get<Awaited>(`/join${query({ token })}`),
  join: (form: JoinForm) => http.post<void>("/join", form),
  /** Who has a second factor is not signed in by a link. */
  newPassword: (token: string, password: string) =>
    http.post<{ signed_in: boolean }>("/join/password", { token, password }),
};

export const me = {
  get: () => http.get<Me>("/me"),
  patch: (changes: Partial<Pick<Me, "name" | "email" | "locale" | "time_zone">>) =>
    http.patch<Me>("/me", changes),
  pref: <V>(key: string) => http.get<{ value: V | null }>(`/me/prefs/${encodeURIComponent(key)}`),
  setPref: (key: string, value: unknown) => http.put<void>(`/me/prefs/${encodeURIComponent(key)}`, { value }),
};
