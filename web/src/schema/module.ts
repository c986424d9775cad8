import type { FieldSchema, ModuleSchema, SchemaPayload, Verb } from "@/api/types";

/** A module with its fields at hand by key. */
export interface Module extends ModuleSchema {
  byKey: Record<string, FieldSchema>;
  /** The person may add records of this module to some record; nobody makes one that belongs to none. */
  adds: boolean;
}

/** The snapshot of the server with modules and fields at hand by key. */
export interface Schema extends Omit<SchemaPayload, "modules"> {
  modules: Module[];
  byKey: Record<string, Module>;
}

/** Prepares a snapshot for look-ups; order is the server's. */
export function indexSchema(payload: SchemaPayload): Schema {
  const modules = [...payload.modules]
    .sort((a, b) => a.order - b.order)
    .map((module) => ({
      ...module,
      adds: Boolean(module.follows) && module.verbs.includes("create"),
      verbs: module.follows ? module.verbs.filter((verb) => verb !== "create") : module.verbs,
      byKey: Object.fromEntries(module.fields.map((field) => [field.key, field])),
    }));
  return { ...payload, modules, byKey: Object.fromEntries(modules.map((module) => [module.key, module])) };
}

export function can(module: Module | null | undefined, verb: Verb): boolean {
  return Boolean(module?.verbs.includes(verb));
}

/** Modules by sidebar group, empty groups left out. */
export function groupedModules(schema: Schema): { key: string; label: string; modules: Module[] }[] {
  const known = new Set(schema.groups.map((group) => group.key));
  const groups = schema.groups.map((group) => ({
    ...group,
    modules: schema.modules.filter((module) => module.group === group.key && can(module, "view")),
  }));
  const rest = schema.modules.filter(
    (module) => !known.has(module.group) && !module.follows && can(module, "view"),
  );
  if (rest.length > 0) groups.push({ key: "rest", label: "", modules: rest });
  return groups.filter((group) => group.modules.length > 0);
}

/** The fields with these keys, in this order; unknown keys (hidden by rights) are left out. */
export function fieldsOf(module: Module, keys: readonly string[]): FieldSchema[] {
  return keys.flatMap((key) => module.byKey[key] ?? []);
}

/** May this person change this field of some record at all. */
export function editable(module: Module, field: FieldSchema): boolean {
  // A mask is no value to start from: it is revealed on the record's page, and changed there.
  return can(module, "edit") && field.writable && !field.readonly && !field.mask;
}

/** What a row is called, from titles first and its title field else. */
export function titleOf(
  module: Module | null | undefined,
  row: { id: string; values: Record<string, unknown>; titles?: Record<string, unknown> },
): string {
  const given = row.titles?._title;
  if (typeof given === "string" && given) return given;
  const own = module ? row.values[module.title_field] : undefined;
  return typeof own === "string" && own ? own : "—";
}
