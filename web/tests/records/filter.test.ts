import { describe, expect, it } from "vitest";
import type { Criteria } from "../../src/api/types";
import {
  type Condition,
  type FilterItem,
  firstOperator,
  isComplete,
  namesIn,
  newCondition,
  rawText,
  readFilter,
  saysSame,
  writeFilter,
} from "../../src/records/filter/model";
import type { Schema } from "../../src/schema";

const schema = {
  operators: {
    contains: { label: "", arity: 1 },
    empty: { label: "", arity: 0 },
    between: { label: "", arity: 2 },
    in: { label: "", arity: "n" },
  },
} as unknown as Schema;

describe("filters", () => {
  const trees: Criteria[] = [
    { all: [{ field: "name", op: "contains", value: "张" }] },
    {
      any: [
        { field: "name", op: "contains", value: "张" },
        { all: [{ field: "stage", op: "in", value: ["a"] }] },
      ],
    },
    { all: [{ not: { field: "name", op: "empty" } }, { field: "amount", op: "between", value: [1, 2] }] },
    { all: [{ relation: "activities", op: "at_least", count: 3, within: { days: 30 } }] },
  ];

  it("shows the operand of a field that is no more", () => {
    const of = (value: unknown) => rawText({ ...newCondition("gone", "in"), value });
    expect([of(["a", "b"]), of(3), of(undefined), of({ city: "x" })]).toEqual([
      "a, b",
      "3",
      "",
      '{"city":"x"}',
    ]);
  });

  it.each(trees.map((tree) => [JSON.stringify(tree), tree] as const))(
    "survive the builder: %s",
    (_name, tree) => {
      expect(writeFilter(readFilter(tree), schema)).toEqual(tree);
    },
  );

  it("know what their lines begin with, and where two of them say the same", () => {
    const tree: Criteria = {
      all: [
        { field: "name", op: "contains", value: "a" },
        {
          any: [
            { field: "stage", op: "in", value: ["x"] },
            { field: "account.name", op: "empty" },
          ],
        },
        {
          not: {
            any: [
              { field: "name", op: "empty" },
              { relation: "activities", op: "any" },
            ],
          },
        },
      ],
    };
    const filter = readFilter(tree);
    expect(filter.items.map(namesIn)).toEqual([["name"], ["stage", "account.name"], ["name", "activities"]]);
    const [first, ...rest] = filter.items as [Condition, ...FilterItem[]];
    const changed = { ...filter, items: [{ ...first, value: "b" }, ...rest] };
    const same = (other: typeof filter) =>
      ["name", "stage", "activities"].filter((name) => saysSame(name, filter, other));
    expect(same({ ...filter, join: "any" })).toEqual(["name", "stage", "activities"]);
    expect(same(changed)).toEqual(["stage", "activities"]);
    expect(same({ ...filter, items: filter.items.slice(0, 2) })).toEqual(["stage"]);
  });

  it("send only whole conditions", () => {
    const half = newCondition("name", "contains");
    expect(writeFilter({ join: "all", items: [half] }, schema)).toBeUndefined();
    expect(isComplete({ ...half, value: "" }, schema)).toBe(false);
    expect(isComplete({ ...half, op: "empty" }, schema)).toBe(true);
    expect(isComplete({ ...half, op: "between", value: [1, null] }, schema)).toBe(false);
    expect(isComplete({ ...half, op: "in", value: [] }, schema)).toBe(false);
  });

  it("drop the operand of an operator that has none", () => {
    const left = { ...newCondition("name", "empty"), value: "rest" };
    expect(writeFilter({ join: "all", items: [left] }, schema)).toEqual({
      all: [{ field: "name", op: "empty" }],
    });
  });

  it("begin with what people mean first", () => {
    expect(firstOperator(["equals", "contains"])).toBe("contains");
    expect(firstOperator(["gt", "lt"])).toBe("gt");
    expect(firstOperator([])).toBe("");
  });
});
