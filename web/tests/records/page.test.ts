import { afterEach, describe, expect, it } from "vitest";
import { cache } from "../../src/api/cache";
import type { Network, NetworkPerson } from "../../src/api/types";
import { keys } from "../../src/records/data/queries";
import { layOut, ranked, toneOf } from "../../src/records/network/layout";
import { problemsOf } from "../../src/records/page/Mend";
import { neighboursOf } from "../../src/records/page/neighbours";
import { tidy } from "../../src/records/page/useFieldEdit";

const person = (id: string, warmth: number, role: string | null = null): NetworkPerson => ({
  module: "people",
  id,
  title: `人${id}`,
  subtitle: "",
  decision_role: role,
  warmth,
});

describe("neighbours", () => {
  afterEach(() => cache.clear());
  const page = (...ids: string[]) => ({
    pages: [{ records: ids.map((id) => ({ id, version: 1, values: {}, titles: {} })), next_cursor: null }],
    pageParams: [undefined],
  });

  it("come from the list that was looked at last", () => {
    cache.setQueryData(keys.query("m", {}), page("1", "2", "3"), { updatedAt: 1 });
    cache.setQueryData(keys.query("m", { search: "x" }), page("3", "2"), { updatedAt: 2 });
    expect(neighboursOf("m", "2")).toMatchObject({ before: "3", after: null, place: 2 });
  });

  it("are unknown where no list has the record", () => {
    cache.setQueryData(keys.query("m", {}), page("1"));
    expect(neighboursOf("m", "9")).toBeNull();
  });
});

describe("the network", () => {
  it("shows those who decide before those who are only warm", () => {
    expect(ranked([person("1", 5), person("2", 0, "user"), person("3", 2)]).map((one) => one.id)).toEqual([
      "2",
      "1",
      "3",
    ]);
  });

  it("keeps people apart and inside of the picture", () => {
    const people = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => person(String(n), n % 6));
    const network: Network = { center: { module: "m", id: "0", title: "x" }, people, edges: [], gaps: [] };
    const picture = layOut(network);
    expect(picture.spots).toHaveLength(7);
    expect(picture.more).toBe(2);
    for (const spot of picture.spots) {
      expect(spot.x).toBeGreaterThan(17);
      expect(spot.x).toBeLessThan(picture.width - 17);
      expect(spot.y).toBeGreaterThan(17);
      expect(spot.y).toBeLessThan(picture.height - 17);
    }
    expect(new Set(picture.spots.map((spot) => `${spot.x},${spot.y}`)).size).toBe(7);
  });

  it("has a tone for every warmth", () => {
    expect([0, 1, 2, 3, 4, 5].map(toneOf)).toEqual(["none", "cold", "cold", "warm", "hot", "hot"]);
  });
});

describe("values", () => {
  it("lose entries that were opened and left blank", () => {
    expect(tidy([{ value: "+8613800138000" }, { value: "" }])).toEqual([{ value: "+8613800138000" }]);
    expect(tidy("x")).toBe("x");
  });

  it("to mend are read in every form", () => {
    expect(problemsOf({ "people.phones": "不详" })).toEqual([
      { field: "people.phones", raw: "不详", message: "" },
    ]);
    expect(problemsOf([{ field: "phones", raw: "1.32E+10", message: "科学计数法" }])[0]).toMatchObject({
      field: "phones",
      raw: "1.32E+10",
    });
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf(null)).toEqual([]);
  });
});
