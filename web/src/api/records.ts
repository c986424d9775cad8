import { idempotencyKey } from "@/kernel/id";
import { arrivedAhead } from "./ahead";
import { http, query } from "./client";
import type {
  BulkRequest,
  DuplicateMatch,
  Job,
  Network,
  PickItem,
  QueryPage,
  QueryRequest,
  RecordDetail,
  SearchGroup,
  TimelinePage,
  Values,
} from "./types";

const at = (module: string, id?: string) =>
  `/records/${encodeURIComponent(module)}${id === undefined ? "" : `/${encodeURIComponent(id)}`}`;

/** Somebody who may be mentioned, and whether the record is open to them. */
export interface Mentionable extends PickItem {
  sees: boolean;
}

export const records = {
  query: (module: string, request: QueryRequest, signal?: AbortSignal) =>
    http.post<QueryPage>(`${at(module)}/query`, request, { signal }),
  /** The answer to a query that was asked ahead, if it is here. */
  queried: (module: string, request: QueryRequest) =>
    arrivedAhead<QueryPage>("POST", `/api/v1${at(module)}/query`, request),
  get: (module: string, id: string, signal?: AbortSignal) => http.get<RecordDetail>(at(module, id), signal),
  create: (module: string, values: Values, key: string = idempotencyKey()) =>
    http.post<RecordDetail>(at(module), { values }, { idempotencyKey: key }),
  patch: (module: string, id: string, version: string | number, values: Values) =>
    http.patch<RecordDetail>(at(module, id), { values }, { ifMatch: version }),
  remove: (module: string, id: string) => http.delete<void>(at(module, id)),
  restore: (module: string, id: string) => http.post<void>(`${at(module, id)}/restore`),
  bulk: (module: string, request: BulkRequest) =>
    http.post<{ job: string | Job }>(`${at(module)}/bulk`, request, { idempotencyKey: idempotencyKey() }),
  duplicates: (module: string, values: Values, signal?: AbortSignal) =>
    http.post<{ matches: DuplicateMatch[] }>(`${at(module)}/duplicates`, { values }, { signal }),
  timeline: (module: string, id: string, options: { cursor?: string; limit?: number; kinds?: string } = {}) =>
    http.get<TimelinePage>(`${at(module, id)}/timeline${query(options)}`),
  related: (module: string, id: string, list: string, options: { cursor?: string; limit?: number } = {}) =>
    http.get<QueryPage>(`${at(module, id)}/related/${encodeURIComponent(list)}${query(options)}`),
  people: (module: string, id: string, q: string, signal?: AbortSignal) =>
    http.get<{ items: Mentionable[] }>(`${at(module, id)}/people${query({ q })}`, signal),
  reveal: (module: string, id: string, field: string) =>
    http.post<{ field: string; value: unknown }>(`${at(module, id)}/reveal`, { field }),
  network: (module: string, id: string) => http.get<Network>(`${at(module, id)}/network`),
};

export const lookups = {
  search: (q: string, limit = 8, signal?: AbortSignal) =>
    http.get<{ groups: SearchGroup[] }>(`/search${query({ q, limit })}`, signal),
  /** What the references with these ids are called. */
  named: (module: string, ids: string[]) =>
    http.get<{ items: PickItem[] }>(`/pick/${encodeURIComponent(module)}${query({ ids: ids.join(",") })}`),
  pick: (module: string, q: string, limit = 20, signal?: AbortSignal) =>
    http.get<{ items: PickItem[] }>(`/pick/${encodeURIComponent(module)}${query({ q, limit })}`, signal),
};
