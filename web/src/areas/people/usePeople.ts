import { useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import type { Department, Labelled, Person } from "@/api/types";
import { people as api, listOf } from "@/api/workspace";

/** Colleagues, departments and roles, as the server has them. */
export function usePeople() {
  const people = useQuery({
    queryKey: ["people", "list"],
    queryFn: async () => listOf<Person>(await api.list(), "people"),
  });
  const departments = useQuery({
    queryKey: ["people", "departments"],
    queryFn: async () => listOf<Department>(await api.departments(), "departments"),
  });
  const roles = useQuery({
    queryKey: ["people", "roles"],
    queryFn: async () => listOf<Labelled>(await api.roles(), "roles"),
    staleTime: 600_000,
  });
  return {
    people,
    departments: departments.data ?? [],
    departmentsHere: departments.data !== undefined,
    roles: roles.data ?? [],
  };
}

export function refreshPeople(): Promise<void> {
  return cache.invalidateQueries({ queryKey: ["people"] });
}
