import { useMemo } from "react";
import type { RightsSchema, RoleShape } from "@/api/rights";
import { useSchema } from "@/schema";
import { CRITERIA, follows, NONE, REST, scopeOf, scopesFor, withRow, withScope } from "./model";

/** What the parts of a role's screen work on. */
export interface Work {
  schema: RightsSchema;
  shape: RoleShape;
  change: (shape: RoleShape) => void;
  /** Nobody changes this role. */
  fixed: boolean;
  /** Asks for the condition of a module. */
  ask: (module: string) => void;
}

export interface Cell {
  module: string;
  verb: string;
  scope: string;
  scopes: string[];
  inherited: boolean;
  set: (scope: string) => void;
}

/** The modules of the matrix in their order, every other one first. */
export const rowsOf = (schema: RightsSchema): string[] => [REST, ...schema.modules.map((one) => one.key)];

/** The cells of a row, each with what it may become. */
export function useCells(work: Work, module: string): Cell[] {
  const { byKey } = useSchema();
  const { schema, shape, change, ask } = work;
  return useMemo(() => {
    // A condition can be written for modules alone that its writer sees.
    const mayAsk = Boolean(byKey[module] ?? shape.criteria[module]);
    return schema.verbs.map((verb): Cell => {
      const scope = scopeOf(shape, module, verb);
      const known = scopesFor(schema, module, verb);
      return {
        module,
        verb,
        scope,
        scopes: known.filter((one) => one !== CRITERIA || mayAsk || scope === CRITERIA),
        inherited: follows(shape, module) && scope !== NONE,
        set: (next) => {
          change(withScope(shape, module, verb, next));
          if (next === CRITERIA && !shape.criteria[module]) ask(module);
        },
      };
    });
  }, [schema, shape, change, ask, module, byKey]);
}

/** Sets a whole row at once. */
export function setRow(work: Work, module: string, scope: string): void {
  const { schema, shape, change, ask } = work;
  change(withRow(shape, schema, module, scope));
  if (scope === CRITERIA && !shape.criteria[module]) ask(module);
}
