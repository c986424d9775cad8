import { http } from "./client";

/** A directory of the company (LDAP) by which people sign in. */
export interface Directory {
  id: string;
  name: string;
  url: string;
  /** Certificates (PEM) that count instead of the system's. */
  authority: string;
  bind_name: string;
  base: string;
  people: string;
  login_attributes: string[];
  id_attribute: string;
  name_attribute: string;
  mail_attribute: string;
  active: boolean;
  /** A first sign-in makes an account with `roles` and `department`. */
  makes_accounts: boolean;
  roles: string[];
  department: string | null;
}

export type DirectoryForm = Omit<Directory, "id" | "active"> & { secret?: string; active?: boolean };

export interface DirectoryPerson {
  id: string;
  login: string;
  name: string;
  email: string;
  linked: boolean;
}

interface BroughtIn {
  people: string[];
  roles: string[];
  department: string | null;
}

const PLACE = "/security/directories";

export const directories = {
  list: () => http.get<{ directories: Directory[] }>(PLACE),
  add: (form: DirectoryForm) => http.post<Directory>(PLACE, form),
  change: (id: string, form: Partial<DirectoryForm>) => http.patch<Directory>(`${PLACE}/${id}`, form),
  remove: (id: string) => http.delete<void>(`${PLACE}/${id}`),
  test: (id: string) => http.post<{ people: number; more: boolean }>(`${PLACE}/${id}/test`),
  search: (id: string, text: string) =>
    http.post<{ people: DirectoryPerson[]; more: boolean }>(`${PLACE}/${id}/search`, { text }),
  bringIn: (id: string, body: BroughtIn) => http.post<{ people: string[] }>(`${PLACE}/${id}/people`, body),
  link: (directory: string, login: string, password: string) =>
    http.post<{ linked: boolean }>("/me/directories", { directory, login, password }),
};
