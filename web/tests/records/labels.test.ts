import { beforeEach, describe, expect, it } from "vitest";
import type { RecordRow } from "@/api/types";
import { markLocale } from "@/kernel/locale";
import { labelFields, labelOf, placeOf, sheetsOf } from "@/records/print/labels";
import type { Module } from "@/schema/module";

const module = {
  key: "ships",
  title_field: "name",
  list_columns: ["name", "yard"],
  fields: [
    { key: "name", type: "text" },
    { key: "sister", type: "lookup", target: "ships" },
    { key: "yard", type: "lookup", target: "yards" },
    { key: "phones", type: "phones" },
    { key: "addresses", type: "addresses" },
  ],
} as unknown as Module;

const port = {
  kind: "office",
  province: "上海市",
  city: "上海市",
  district: "浦东新区",
  street: "港湾路 3 号",
};
const depot = {
  kind: "shipping",
  province: "江苏省",
  city: "苏州市",
  street: "库房路 9 号",
  postcode: "215000",
};
const row = {
  id: "1",
  version: 1,
  values: {
    name: "海鸥号",
    addresses: [
      { ...port, main: true },
      { ...depot, main: false },
    ],
  },
  titles: { yard: "东海船厂" },
} as unknown as RecordRow;

beforeEach(() => markLocale("zh-CN"));

describe("address labels", () => {
  it("find their fields by type, in any module", () => {
    const fields = labelFields(module);
    expect(fields?.company?.key).toBe("yard");
    expect(fields?.phone?.key).toBe("phones");
    expect(labelFields({ ...module, fields: module.fields.slice(0, 4) })).toBeNull();
  });

  it("take the wished kind of address, else the main one, and none where there is none", () => {
    const fields = labelFields(module);
    if (!fields) throw new Error("no fields");
    expect(labelOf(module, fields, row, "main")?.lines).toEqual(["上海市浦东新区港湾路 3 号"]);
    expect(labelOf(module, fields, row, "shipping")).toMatchObject({
      company: "东海船厂",
      postcode: "215000",
      lines: ["江苏省苏州市库房路 9 号"],
    });
    const bare = { ...row, values: { yard: "8", addresses: [] } };
    expect(labelOf(module, fields, bare, "main")).toBeNull();
    expect(labelOf(module, fields, bare, "main", { "8": [{ ...depot, main: true }] })?.postcode).toBe(
      "215000",
    );
    expect(labelOf(module, fields, { ...row, values: {} }, "main")).toBeNull();
  });

  it("write a place in the order of its script, and the country only where it is another one", () => {
    expect(placeOf({ country: "中国", city: "成都市", street: "春熙路" }).lines).toEqual(["成都市春熙路"]);
    expect(
      placeOf({ country: "US", city: "Springfield", province: "OR", street: "1 Elm St", postcode: "97477" }),
    ).toEqual({
      lines: ["1 Elm St", "Springfield", "OR 97477", "美国"],
      postcode: "97477",
      han: false,
    });
  });

  it("fill one sheet after the other", () => {
    const labels = Array.from({ length: 15 }, (_, index) => ({ id: String(index) }) as never);
    expect(sheetsOf(labels, 14).map((sheet) => sheet.length)).toEqual([14, 1]);
    expect(sheetsOf([], 14)).toEqual([]);
  });
});
