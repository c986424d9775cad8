import { http } from "./client";
import type { Criteria, Labelled, Named, RecordRow } from "./types";

/** Scopes by verb. */
export type Verbs = Record<string, string>;

/** What a role allows: scopes by module and verb ("*" for every other module), conditions, levels of fields. */
export interface RoleShape {
  rights: Record<string, Verbs>;
  criteria: Record<string, Criteria>;
  fields: Record<string, Record<string, string>>;
  verbs: string[];
}

export interface Role extends Labelled, RoleShape {
  id: string;
  shipped: boolean;
  changed: boolean;
  version: number;
}

export interface RoleLine extends Role {
  /** How many active people hold it. */
  held: number;
}

export interface RoleDetail extends Role {
  people: Named[];
}

export interface RightsField extends Labelled {
  type: string;
  personal: boolean;
}

export interface RightsModule extends Labelled {
  fields: RightsField[];
}

/** What roles are made of. */
export interface RightsSchema {
  modules: RightsModule[];
  verbs: string[];
  scopes: string[];
  scopes_of_new: string[];
  levels: string[];
  house: Labelled[];
}

export interface RolePreview {
  people: number;
  sample: (Named & { modules: { module: string; before: number; after: number }[] })[];
  /** Counts end here. */
  most: number;
}

export interface Post extends Named {
  roles: string[];
}

export interface Team extends Named {
  members: Named[];
}

export interface RuleDraft {
  name: string;
  module: string;
  criteria: Criteria | null;
  holder: string;
  level: string;
  active: boolean;
}

export interface Rule extends RuleDraft {
  id: string;
  holder_name: string;
  /** What the rule names and is no more, by place (module, holder, criteria.FIELD): with any, it opens nothing. */
  faults: { field: string; message: string }[];
}

export interface Sight {
  modules: {
    module: string;
    verbs: Record<string, string[]>;
    fields: Record<string, string>;
    seen: number;
  }[];
  most: number;
}

export interface SightPage {
  records: (RecordRow & { masked?: Record<string, string> })[];
  hidden: number;
}

export const rights = {
  schema: () => http.get<RightsSchema>("/rights"),
  roles: () => http.get<{ roles: RoleLine[] }>("/roles"),
  role: (key: string) => http.get<RoleDetail>(`/roles/${encodeURIComponent(key)}`),
  addRole: (name: string, like: string | null) => http.post<RoleDetail>("/roles", { name, like }),
  changeRole: (key: string, changes: Partial<RoleShape> & { version: number; name?: string }) =>
    http.patch<RoleDetail>(`/roles/${encodeURIComponent(key)}`, changes),
  removeRole: (key: string) => http.delete<void>(`/roles/${encodeURIComponent(key)}`),
  resetRole: (key: string) => http.post<RoleDetail>(`/roles/${encodeURIComponent(key)}/reset`),
  previewRole: (key: string, shape: RoleShape) =>
    http.post<RolePreview>(`/roles/${encodeURIComponent(key)}/preview`, shape),
  posts: () => http.get<{ posts: Post[] }>("/posts"),
  addPost: (name: string, roles: string[]) => http.post<Post>("/posts", { name, roles }),
  changePost: (id: string, name: string, roles: string[]) =>
    http.patch<Post>(`/posts/${id}`, { name, roles }),
  removePost: (id: string) => http.delete<void>(`/posts/${id}`),
  teams: () => http.get<{ teams: Team[] }>("/teams"),
  addTeam: (name: string, members: string[]) => http.post<Team>("/teams", { name, members }),
  changeTeam: (id: string, name: string, members: string[]) =>
    http.patch<Team>(`/teams/${id}`, { name, members }),
  removeTeam: (id: string) => http.delete<void>(`/teams/${id}`),
  rules: () => http.get<{ rules: Rule[] }>("/sharing-rules"),
  addRule: (rule: RuleDraft) => http.post<Rule>("/sharing-rules", rule),
  changeRule: (id: string, rule: RuleDraft) => http.put<Rule>(`/sharing-rules/${id}`, rule),
  removeRule: (id: string) => http.delete<void>(`/sharing-rules/${id}`),
  sight: (person: string) => http.get<Sight>(`/people/${person}/sight`),
  asMember: (person: string, module: string) => http.get<SightPage>(`/people/${person}/sight/${module}`),
};
