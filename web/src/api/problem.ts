import type { Conflict, Problem, ProblemError } from "./types";

/** A refusal of the server, with its words in the reader's language. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: ProblemError[];
  readonly conflicts: Record<string, Conflict> | undefined;
  readonly version: string | number | undefined;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.name = "ApiProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.errors = problem.errors ?? [];
    this.conflicts = problem.conflicts;
    this.version = problem.version;
  }

  /** The first message that belongs to this field, if any. */
  forField(field: string): string | undefined {
    return this.errors.find((error) => error.field === field || error.field?.startsWith(`${field}.`))
      ?.message;
  }
}

/** The problem that an answer holds; a proxy's error page is not JSON, and its status still tells enough. */
export function problemOf(status: number, reason: string, body: string): ApiProblem {
  let found: Partial<Problem> = {};
  try {
    found = JSON.parse(body) as Partial<Problem>;
  } catch {
    // Not JSON.
  }
  return new ApiProblem({ title: reason, detail: "", code: `http_${status}`, ...found, status });
}

/** The server could not be reached; nothing is known about what it did. Its message is for people, too. */
export class NetworkFault extends Error {
  /** The reader's words; told by the floor that has the texts. */
  static words = () => "network";

  constructor(cause: unknown) {
    super(NetworkFault.words());
    this.name = "NetworkFault";
    this.cause = cause;
  }
}

/** Messages by field of a 422, so that forms can stand them beside their inputs. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const found: Record<string, string> = {};
  for (const { field, message } of error.errors) {
    const key = field?.split(".")[0];
    if (key && !found[key]) found[key] = message;
  }
  return found;
}

/** Messages by their whole place ("criteria.stage"); several at one place stand behind each other. */
export function placesOf(error: Error | null): Record<string, string> {
  const found: Record<string, string> = {};
  const errors = error instanceof ApiProblem ? error.errors : [];
  for (const { field = "", message } of errors) {
    found[field] = found[field] ? `${found[field]} ${message}` : message;
  }
  return found;
}

/** The refusals of a form by field; `whole` is one that belongs to none of them. */
export function faultsOf(error: Error | null): { errors: Record<string, string>; whole?: string } {
  const errors = fieldErrors(error);
  return { errors, whole: error && Object.keys(errors).length === 0 ? error.message : undefined };
}

export function isProblem(error: unknown, status?: number): error is ApiProblem {
  return error instanceof ApiProblem && (status === undefined || error.status === status);
}
