import { describe, expect, it } from "vitest";
import type { RightsSchema, RoleShape } from "@/api/rights";
import {
  following,
  follows,
  markOf,
  rebased,
  scopeOf,
  scopesFor,
  unsaid,
  withLevel,
  withRow,
  withScope,
  written,
} from "@/areas/rights/model";

const SCHEMA: RightsSchema = {
  modules: [{ key: "people", label: "People", fields: [] }],
  verbs: ["view", "create", "edit"],
  scopes: ["own", "criteria", "all"],
  scopes_of_new: ["own", "all"],
  levels: ["hidden", "masked", "covered", "readonly"],
  house: [],
};
const EMPTY: RoleShape = { rights: { "*": {} }, criteria: {}, fields: {}, verbs: [] };
const OWN: RoleShape = { ...EMPTY, rights: { "*": { view: "own", edit: "own" } } };

describe("cells", () => {
  it("follow the row of every other module until they are set", () => {
    expect(follows(OWN, "people")).toBe(true);
    expect(scopeOf(OWN, "people", "view")).toBe("own");
    const set = withScope(OWN, "people", "view", "all");
    expect(set.rights.people).toEqual({ view: "all", edit: "own" });
    expect(scopeOf(withScope(set, "people", "edit", "none"), "people", "edit")).toBe("none");
    expect(markOf(following(set, "people"))).toBe(markOf(OWN));
  });

  it("know conditions only where a record is there and the module is named", () => {
    expect(scopesFor(SCHEMA, "people", "view")).toEqual(["none", "own", "criteria", "all"]);
    expect(scopesFor(SCHEMA, "people", "create")).toEqual(["none", "own", "all"]);
    expect(scopesFor(SCHEMA, "*", "view")).toEqual(["none", "own", "all"]);
    expect(withRow(OWN, SCHEMA, "people", "criteria").rights.people).toEqual({
      view: "criteria",
      edit: "criteria",
    });
  });

  it("ask for a condition that lacks, and leave one behind that nobody names", () => {
    const asked = withScope(OWN, "people", "view", "criteria");
    expect(unsaid(asked)).toEqual(["people"]);
    const said = { ...asked, criteria: { people: { field: "city", op: "equals", value: "x" } } };
    expect(unsaid(said)).toEqual([]);
    expect(written(withScope(said, "people", "view", "own")).criteria).toEqual({});
  });

  it("narrow fields and let them go again", () => {
    const narrowed = withLevel(OWN, "people", "phones", "covered");
    expect(narrowed.fields).toEqual({ people: { phones: "covered" } });
    expect(withLevel(narrowed, "people", "phones", "editable").fields).toEqual({});
  });
});

describe("two who change a role at once", () => {
  it("both keep what they changed", () => {
    const mine = withLevel(withScope(OWN, "people", "view", "all"), "people", "phones", "covered");
    const theirs = {
      ...withScope(withScope(OWN, "people", "edit", "none"), "*", "create", "own"),
      verbs: ["audit.read"],
    };
    const both = rebased(OWN, mine, theirs);
    expect(both.rights.people).toEqual({ view: "all", edit: "own" });
    expect(both.rights["*"]).toEqual({ view: "own", edit: "own", create: "own" });
    expect(both.fields).toEqual({ people: { phones: "covered" } });
    expect(both.verbs).toEqual(["audit.read"]);
  });

  it("meet cell by cell where both named the module before", () => {
    const base = withScope(OWN, "people", "view", "own");
    const both = rebased(
      base,
      withScope(base, "people", "view", "all"),
      withScope(base, "people", "edit", "none"),
    );
    expect(both.rights.people).toEqual({ view: "all" });
  });

  it("see what was taken away stay away", () => {
    const base = { ...OWN, verbs: ["audit.read"] };
    expect(rebased(base, { ...base, verbs: [] }, base).verbs).toEqual([]);
    expect(rebased(base, base, { ...base, verbs: [] }).verbs).toEqual([]);
  });
});
