import { exchange, http, query } from "./client";
import { ApiProblem } from "./problem";
import type { Locale, Me, ProblemError } from "./types";

interface AllauthError {
  message: string;
  code: string;
  param?: string;
}

async function allauth(method: string, path: string, body?: unknown): Promise<void> {
  const response = await exchange(method, `/_allauth/browser/v1/${path}`, { body });
  // Ending a session is answered with 401 'not authenticated any more', which is what was asked.
  if (response.ok || (method === "DELETE" && response.status === 401)) return;
  const found = (await response.json().catch(() => ({}))) as { errors?: AllauthError[] };
  const errors: ProblemError[] = (found.errors ?? []).map(({ message, code, param }) => ({
    message,
    code,
    field: param,
  }));
  throw new ApiProblem({
    status: response.status,
    title: response.statusText,
    code: errors[0]?.code ?? `http_${response.status}`,
    detail: errors[0]?.message ?? "",
    errors,
  });
}

export const session = {
  login: (username: string, password: string) => allauth("POST", "auth/login", { username, password }),
  logout: () => allauth("DELETE", "auth/session"),
  changePassword: (current_password: string, new_password: string) =>
    allauth("POST", "account/password/change", { current_password, new_password }),
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
  newPassword: (token: string, password: string) => http.post<void>("/join/password", { token, password }),
};

export const me = {
  get: () => http.get<Me>("/me"),
  patch: (changes: Partial<Pick<Me, "name" | "email" | "locale" | "time_zone">>) =>
    http.patch<Me>("/me", changes),
  pref: <V>(key: string) => http.get<{ value: V | null }>(`/me/prefs/${encodeURIComponent(key)}`),
  setPref: (key: string, value: unknown) => http.put<void>(`/me/prefs/${encodeURIComponent(key)}`, { value }),
};
