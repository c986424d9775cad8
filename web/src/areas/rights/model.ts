import type { RightsSchema, Role, RoleShape, Verbs } from "@/api/rights";

/** Every other module, those to come included. */
export const REST = "*";
/** The role whose rights nobody changes. */
export const FIXED = "administrator";
/** The scope that no right has. */
export const NONE = "none";
export const CRITERIA = "criteria";
/** The level of a field that nothing narrows. */
export const EDITABLE = "editable";

const NO_VERBS: Verbs = {};

/** Only what a role allows, to be worked on. */
export function shapeOf(role: Role): RoleShape {
  const { rights, criteria, fields, verbs } = role;
  return { rights, criteria, fields, verbs };
}

/** Does a module do as the row of every other module does. */
export function follows(shape: RoleShape, module: string): boolean {
  return module !== REST && shape.rights[module] === undefined;
}

/** The scopes that hold in a module, its own or those of every other. */
export function verbsOf(shape: RoleShape, module: string): Verbs {
  return shape.rights[module] ?? shape.rights[REST] ?? NO_VERBS;
}

export function scopeOf(shape: RoleShape, module: string, verb: string): string {
  return verbsOf(shape, module)[verb] ?? NONE;
}

/** The scopes that a cell may have. */
export function scopesFor(schema: RightsSchema, module: string, verb: string): string[] {
  const known = verb === "create" || verb === "import" ? schema.scopes_of_new : schema.scopes;
  return [NONE, ...(module === REST ? known.filter((scope) => scope !== CRITERIA) : known)];
}

/** Another scope in one cell; a module that followed has rights of its own from now on. */
export function withScope(shape: RoleShape, module: string, verb: string, scope: string): RoleShape {
  const { [verb]: _, ...rest } = verbsOf(shape, module);
  const verbs = scope === NONE ? rest : { ...rest, [verb]: scope };
  return { ...shape, rights: { ...shape.rights, [module]: verbs } };
}

/** The same scope in a whole row, as far as its verbs know it. */
export function withRow(shape: RoleShape, schema: RightsSchema, module: string, scope: string): RoleShape {
  return schema.verbs
    .filter((verb) => scopesFor(schema, module, verb).includes(scope))
    .reduce((found, verb) => withScope(found, module, verb, scope), shape);
}

/** Back to doing as every other module does. */
export function following(shape: RoleShape, module: string): RoleShape {
  const { [module]: _, ...rights } = shape.rights;
  return { ...shape, rights };
}

export function withLevel(shape: RoleShape, module: string, field: string, level: string): RoleShape {
  const { [field]: _, ...rest } = shape.fields[module] ?? {};
  const levels = level === EDITABLE ? rest : { ...rest, [field]: level };
  const { [module]: __, ...others } = shape.fields;
  return { ...shape, fields: Object.keys(levels).length > 0 ? { ...others, [module]: levels } : others };
}

/** The modules with a cell that says 'by criteria'. */
export function conditional(shape: RoleShape): string[] {
  return Object.keys(shape.rights).filter((module) =>
    Object.values(shape.rights[module] ?? NO_VERBS).includes(CRITERIA),
  );
}

/** The modules whose condition is still to be said. */
export function unsaid(shape: RoleShape): string[] {
  return conditional(shape).filter((module) => !shape.criteria[module]);
}

/** What is sent: conditions that no cell speaks of any more stay behind. */
export function written(shape: RoleShape): RoleShape {
  const wanted = new Set(conditional(shape));
  const criteria = Object.fromEntries(Object.entries(shape.criteria).filter(([key]) => wanted.has(key)));
  return { ...shape, criteria, verbs: [...shape.verbs].sort() };
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, ordered(inner)]),
  );
}

/** A text that is the same for shapes that allow the same. */
export function markOf(shape: RoleShape): string {
  return JSON.stringify(ordered(written(shape)));
}

type Tree = { [key: string]: Tree | string };

/** What I changed stands over what they changed; everything else is theirs. */
function over(base: Tree | undefined, mine: Tree | undefined, theirs: Tree | undefined, depth: number) {
  const found: Tree = {};
  for (const key of new Set([...Object.keys(mine ?? {}), ...Object.keys(theirs ?? {})])) {
    const [was, own, other] = [base?.[key], mine?.[key], theirs?.[key]];
    const untouched = JSON.stringify(ordered(was)) === JSON.stringify(ordered(own));
    const deeper = depth > 1 && [own, other].every((one) => typeof one === "object");
    const now = untouched ? other : deeper ? over(was as Tree, own as Tree, other as Tree, depth - 1) : own;
    if (now !== undefined) found[key] = now;
  }
  return found;
}

/** My changes of `base` laid over what somebody else made of it meanwhile. */
export function rebased(base: RoleShape, mine: RoleShape, theirs: RoleShape): RoleShape {
  const part = <K extends "rights" | "criteria" | "fields">(key: K, depth: number) =>
    over(base[key] as Tree, mine[key] as Tree, theirs[key] as Tree, depth) as RoleShape[K];
  const kept = theirs.verbs.filter((verb) => mine.verbs.includes(verb) || !base.verbs.includes(verb));
  const added = mine.verbs.filter((verb) => !base.verbs.includes(verb));
  return {
    rights: part("rights", 2),
    criteria: part("criteria", 1),
    fields: part("fields", 2),
    verbs: [...new Set([...kept, ...added])],
  };
}
