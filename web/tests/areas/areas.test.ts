import { describe, expect, it } from "vitest";
import type { ImportProject } from "../../src/api/imports";
import type { Tag } from "../../src/api/types";
import { missingTargets, rowTitle, unitWords } from "../../src/areas/imports/words";
import { cut, pieces } from "../../src/areas/search/marked";
import { family, inOrder } from "../../src/areas/tags/tree";

const tag = (id: string, label: string, parent: string | null = null): Tag => ({
  id,
  label,
  parent,
  color: "neutral",
  path: "",
});

describe("tags", () => {
  const tags = [
    tag("3", "上海", "1"),
    tag("2", "重点"),
    tag("1", "华东"),
    tag("4", "浦东", "3"),
    tag("5", "孤儿", "9"),
  ];

  it("stand below their parents; one whose parent is unknown stands at the top", () => {
    expect(
      inOrder(tags)
        .map(({ tag: one, depth }) => `${one.id}:${depth}`)
        .sort(),
    ).toEqual(["1:0", "2:0", "3:1", "4:2", "5:0"]);
  });

  it("cannot be put below themselves", () => {
    expect([...family(tags, "1")].sort()).toEqual(["1", "3", "4"]);
  });
});

describe("marks", () => {
  it("stand on every word that was asked for", () => {
    expect(
      pieces("恒泰精密 HT-01", "ht 恒泰")
        .filter((one) => one.hit)
        .map((one) => one.text),
    ).toEqual(["恒泰", "HT"]);
  });

  it("leave text alone that matched by its sound", () => {
    expect(pieces("张三", "zs")).toEqual([{ text: "张三", hit: false }]);
    expect(cut("客戶张三", [[2, 4]])).toEqual([
      { text: "客戶", hit: false },
      { text: "张三", hit: true },
    ]);
  });
});

describe("imports", () => {
  const column = (target: string | null) => ({
    index: 0,
    header: "x",
    sample: [],
    target,
    confidence: 1,
    alternatives: [],
  });
  const project = (...targets: (string | null)[]) =>
    ({
      files: [{ sheets: [{ chosen: true, columns: targets.map(column) }] }],
      targets: [{ key: "people.name", label: "姓名", module: "people", type: "text", required: true }],
    }) as unknown as ImportProject;

  it("want a column for what is required", () => {
    expect(missingTargets(project("people.phone", null)).map((one) => one.key)).toEqual(["people.name"]);
    expect(missingTargets(project("people.name"))).toEqual([]);
    expect(missingTargets(project("people.surname"))).toEqual([]);
  });

  it("call a row by its name, else by its first cell", () => {
    expect(rowTitle(project(), { "people.name": "陈国栋" }, ["1"])).toBe("陈国栋");
    expect(rowTitle(project(), {}, ["", "恒泰"])).toBe("恒泰");
  });

  it("say units as people do", () => {
    expect(unitWords("10000.000000 CNY")).toBe("× 10,000 CNY");
    expect(unitWords("1 ")).toBe("");
    expect(unitWords(null)).toBe("");
  });
});
