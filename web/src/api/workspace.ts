import { http, query } from "./client";
import type {
  Cadence,
  Department,
  Job,
  Labelled,
  NotificationPage,
  Onboarding,
  Person,
  SchemaPayload,
  Tag,
  Today,
  View,
} from "./types";

export type ViewDraft = Omit<View, "id" | "mine" | "default">;
export type TagDraft = Pick<Tag, "label" | "parent" | "color">;

export const schemaApi = { get: () => http.get<SchemaPayload>("/schema") };

export const views = {
  list: (module: string) => http.get<{ views: View[] } | View[]>(`/views${query({ module })}`),
  create: (draft: ViewDraft) => http.post<View>("/views", draft),
  patch: (id: string, changes: Partial<ViewDraft>) => http.patch<View>(`/views/${id}`, changes),
  remove: (id: string) => http.delete<void>(`/views/${id}`),
};

export const tags = {
  list: () => http.get<{ tags: Tag[] } | Tag[]>("/tags"),
  create: (draft: TagDraft) => http.post<Tag>("/tags", draft),
  patch: (id: string, changes: Partial<TagDraft>) => http.patch<Tag>(`/tags/${id}`, changes),
  remove: (id: string) => http.delete<void>(`/tags/${id}`),
  merge: (id: string, into: string) => http.post<void>(`/tags/${id}/merge`, { into }),
};

export const notifications = {
  list: (cursor?: string) => http.get<NotificationPage>(`/notifications${query({ cursor })}`),
  read: (what: { ids: string[] } | { all: true }) => http.post<void>("/notifications/read", what),
};

export const todayApi = { get: () => http.get<Today>("/today") };

export const cadences = {
  get: () => http.get<{ grades: Cadence[] }>("/cadences"),
  patch: (grades: Record<string, number | null>) =>
    http.patch<{ grades: Cadence[] }>("/cadences", { grades }),
};

export interface Invitation {
  name: string;
  email?: string;
  department?: string | null;
  roles: string[];
}

export interface PersonChanges {
  name?: string;
  department?: string | null;
  post?: string | null;
  manager?: string | null;
  roles?: string[];
  active?: boolean;
}

export const people = {
  list: () => http.get<{ people: Person[] }>("/people"),
  invite: (invitation: Invitation) => http.post<{ link: string }>("/people/invite", invitation),
  /** To join, or to set a new password for who has joined; `local` for somebody who has had none here. */
  newLink: (id: string, local = false) =>
    http.post<{ link: string }>(`/people/${id}/invite${local ? "?local=true" : ""}`),
  withdraw: (id: string) => http.delete<void>(`/people/${id}/invite`),
  patch: (id: string, changes: PersonChanges) => http.patch<Person>(`/people/${id}`, changes),
  departments: () => http.get<{ departments: Department[] } | Department[]>("/departments"),
  createDepartment: (name: string, parent: string | null) =>
    http.post<Department>("/departments", { name, parent }),
  patchDepartment: (id: string, changes: { name?: string; parent?: string | null }) =>
    http.patch<Department>(`/departments/${id}`, changes),
  roles: () => http.get<{ roles: Labelled[] } | Labelled[]>("/roles"),
};

export const jobs = {
  get: (id: string) => http.get<Job>(`/jobs/${id}`),
  cancel: (id: string) => http.post<void>(`/jobs/${id}/cancel`),
  list: () => http.get<{ jobs: Job[] } | Job[]>("/jobs"),
};

export const onboarding = {
  get: () => http.get<Onboarding>("/onboarding"),
  put: (dismissed: boolean) => http.put<void>("/onboarding", { dismissed }),
};

export const demo = {
  get: () => http.get<{ present: boolean }>("/demo"),
  remove: () => http.delete<void>("/demo"),
};

/** Lists arrive bare or under their name; callers want the list. */
export function listOf<V>(answer: V[] | Record<string, V[] | unknown>, key: string): V[] {
  if (Array.isArray(answer)) return answer;
  return (answer[key] as V[] | undefined) ?? (answer.items as V[] | undefined) ?? [];
}
