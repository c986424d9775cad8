import { describe, expect, it } from "vitest";
import type { ImportProject } from "../../src/api/imports";
import { isSettling, standing, UNSETTLED } from "../../src/areas/imports/settling";

/** An import of one sheet whose columns become these fields. */
function project(...targets: (string | null)[]): ImportProject {
  const columns = targets.map((target, index) => ({
    index,
    header: `列${index}`,
    sample: [],
    target,
    confidence: 1,
    alternatives: [],
  }));
  const sheet = { key: "s", name: "s", hidden: false, chosen: true, header_rows: [1], columns };
  const file = { id: "1", name: "名单.csv", encoding: null, delimiter: null, error: null, sheets: [sheet] };
  return {
    files: [file],
    targets: [
      { key: "m.level", type: "choice" },
      { key: "m.stage", type: "choice" },
      { key: "m.owner", type: "user" },
    ],
  } as unknown as ImportProject;
}

const DRAFT = {
  options: { on_match: "skip" as const, owner: { 没有这人: "invite" } },
  value_maps: { "m.level": { 甲: "vip" }, "m.stage": { 成了: "won" } },
};

describe("choices of an import that the server has not been told", () => {
  it("all stand while the columns mean the same", () => {
    const held = project("m.level", "m.stage", "m.owner", null);
    expect(standing(DRAFT, held, project("m.level", "m.stage", "m.owner", "m.name").files)).toEqual(DRAFT);
  });

  it("go where their field is filled by another column, or by none", () => {
    const held = project("m.level", "m.stage", "m.owner");
    const left = standing(DRAFT, held, project("m.stage", "m.level", "m.owner").files);
    expect(left).toEqual({ ...DRAFT, value_maps: {} });
    const without = standing(DRAFT, held, project("m.level", "m.stage", null).files);
    expect(without).toEqual({ ...DRAFT, options: { on_match: "skip" } });
  });

  it("go with a sheet that is not imported any more", () => {
    const [file] = project("m.level").files;
    const off = file && { ...file, sheets: file.sheets.map((sheet) => ({ ...sheet, chosen: false })) };
    expect(standing(DRAFT, project("m.level"), off ? [off] : []).value_maps).toEqual({
      "m.stage": { 成了: "won" },
    });
  });

  it("are none at first", () => {
    expect(isSettling(UNSETTLED)).toBe(false);
    expect(isSettling(DRAFT)).toBe(true);
  });
});
