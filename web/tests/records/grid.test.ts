import { describe, expect, it } from "vitest";
import { editableFrom } from "../../src/records/grid/moves";
import { directionOf, nextSort } from "../../src/records/grid/sorting";

describe("sorting by column names", () => {
  it("goes up, down, off", () => {
    expect(nextSort([], "name", false)).toEqual(["name"]);
    expect(nextSort(["name"], "name", false)).toEqual(["-name"]);
    expect(nextSort(["-name"], "name", false)).toEqual([]);
  });

  it("keeps the others with shift, three at most, each in its place", () => {
    expect(nextSort(["a"], "b", true)).toEqual(["a", "b"]);
    expect(nextSort(["a", "b"], "a", true)).toEqual(["-a", "b"]);
    expect(nextSort(["-a", "b"], "a", true)).toEqual(["b"]);
    expect(nextSort(["a", "b", "c"], "d", true)).toEqual(["b", "c", "d"]);
    expect(directionOf(["a", "-b"], "b")).toBe("desc");
  });
});

describe("Tab between editable cells", () => {
  const board = (editable: boolean[], rows: number) =>
    ({
      list: { rows: Array.from({ length: rows }) },
      columns: { shown: editable.map((yes) => ({ editable: yes })) },
      editing: { setEdit: () => {} },
    }) as unknown as Parameters<typeof editableFrom>[0];

  it("skips what may not be changed and goes on in the next row", () => {
    expect(editableFrom(board([true, false, true], 2), 0, 1, 1)).toEqual({ row: 0, col: 3 });
    expect(editableFrom(board([true, false, true], 2), 0, 3, 1)).toEqual({ row: 1, col: 1 });
    expect(editableFrom(board([true, false, true], 2), 1, 3, 1)).toBeNull();
    expect(editableFrom(board([true, false, true], 2), 1, 1, -1)).toEqual({ row: 0, col: 3 });
    expect(editableFrom(board([false, false], 2), 0, 1, 1)).toBeNull();
  });
});
