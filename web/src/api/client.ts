import { locale } from "@/kernel/locale";
import { signal } from "@/kernel/signal";
import { keepAhead, takeAhead } from "./ahead";
import { NetworkFault, problemOf } from "./problem";

export interface CallOptions {
  body?: unknown;
  form?: FormData;
  ifMatch?: string | number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Emitted once when the session has ended; the app then shows the login overlay. */
export const sessionLost = signal<void>();

let waiting: { promise: Promise<void>; resume: () => void } | null = null;

/** Ends when the person has logged in again; the first to wait brings up the login overlay. */
export function loginAgain(): Promise<void> {
  if (!waiting) {
    let resume = () => {};
    const promise = new Promise<void>((resolve) => {
      resume = resolve;
    });
    waiting = { promise, resume };
    sessionLost.emit();
  }
  return waiting.promise;
}

/** Lets every call that met the ended session go on. */
export function sessionRegained(): void {
  waiting?.resume();
  waiting = null;
}

/** Emitted when something matters so much that the person is asked once more who they are; answered true when proven. */
export const proofWanted = signal<(proven: boolean) => void>();

/** Whether the person proved once more who they are. */
export function proveAgain(): Promise<boolean> {
  return new Promise((resolve) => proofWanted.emit(resolve));
}

function csrfToken(): string {
  // Under TLS the cookie carries the __Host- prefix.
  const match = document.cookie.match(/(?:^|;\s*)(?:__Host-)?guanxi_csrf=([^;]+)/);
  return match?.[1] ? decodeURIComponent(match[1]) : "";
}

/** The token that unsafe calls carry, fetched once. */
export async function ensureCsrf(): Promise<string> {
  if (!csrfToken()) await fetch("/_allauth/browser/v1/config", { credentials: "same-origin" });
  return csrfToken();
}

async function headersFor(method: string, options: CallOptions): Promise<Headers> {
  const headers = new Headers({ Accept: "application/json", "Accept-Language": locale() });
  if (method !== "GET") headers.set("X-CSRFToken", await ensureCsrf());
  if (options.body !== undefined) headers.set("Content-Type", "application/json");
  if (options.ifMatch !== undefined) headers.set("If-Match", `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  return headers;
}

/** One HTTP exchange; a broken line becomes NetworkFault, an abort stays an abort. */
export async function exchange(method: string, url: string, options: CallOptions = {}): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      credentials: "same-origin",
      headers: await headersFor(method, options),
      body: options.form ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new NetworkFault(error);
  }
}

/** Calls /api/v1 and gives the JSON answer; refusals are thrown as ApiProblem. */
export async function call<R>(method: string, path: string, options: CallOptions = {}): Promise<R> {
  const url = `/api/v1${path}`;
  const response = await (takeAhead(method, url, options.body) ?? exchange(method, url, options));
  if (response.status === 401) {
    await loginAgain();
    return call<R>(method, path, options);
  }
  if (!response.ok) {
    // An answer that breaks off still has its status.
    const problem = problemOf(response.status, response.statusText, await response.text().catch(() => ""));
    if (problem.code === "step_up_required" && (await proveAgain())) return call<R>(method, path, options);
    if (problem.code === "second_factor_required") location.assign("/secure");
    throw problem;
  }
  if (response.status === 204) return undefined as R;
  const body = await response.text();
  return (body ? JSON.parse(body) : undefined) as R;
}

export interface Question {
  method: "GET" | "POST";
  /** Below /api/v1. */
  path: string;
  body?: unknown;
}

/** Asks now what a later `call` will ask. */
export function askAhead({ method, path, body }: Question): void {
  const url = `/api/v1${path}`;
  keepAhead(method, url, body, exchange(method, url, { body }));
}

export const http = {
  get: <R>(path: string, signal?: AbortSignal) => call<R>("GET", path, { signal }),
  post: <R>(path: string, body?: unknown, options: CallOptions = {}) =>
    call<R>("POST", path, { ...options, body: body ?? {} }),
  put: <R>(path: string, body: unknown) => call<R>("PUT", path, { body }),
  patch: <R>(path: string, body: unknown, options: CallOptions = {}) =>
    call<R>("PATCH", path, { ...options, body }),
  delete: <R>(path: string) => call<R>("DELETE", path),
  upload: <R>(path: string, form: FormData) => call<R>("POST", path, { form }),
};

/** A query string of the given pairs; empty ones are left out. */
export function query(pairs: Record<string, string | number | boolean | undefined | null>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(pairs)) {
    if (value !== undefined && value !== null && value !== "") search.set(key, String(value));
  }
  const found = search.toString();
  return found ? `?${found}` : "";
}
