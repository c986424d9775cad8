import { describe, expect, it } from "vitest";
import enFirst from "../../src/locales/en";
import enLater from "../../src/locales/en/later";
import zhCNFirst from "../../src/locales/zh-CN";
import zhCNLater from "../../src/locales/zh-CN/later";
import zhTWFirst from "../../src/locales/zh-TW";
import zhTWLater from "../../src/locales/zh-TW/later";

type Texts = Record<string, Record<string, string>>;
const zhCN = { ...zhCNFirst, ...zhCNLater };
const zhTW = { ...zhTWFirst, ...zhTWLater };
const en = { ...enFirst, ...enLater };
const languages: Record<string, Texts> = { "zh-CN": zhCN, "zh-TW": zhTW, en };

function flat(texts: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([section, keys]) =>
      Object.entries(keys).map(([key, value]) => [`${section}.${key}`, value]),
    ),
  );
}

const holes = (value: string) => (value.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each(["zh-TW", "en"])("%s", (code) => {
  const base = flat(zhCN);
  const other = flat(languages[code] as Texts);

  it("has the same keys as zh-CN", () => {
    expect(Object.keys(other).sort()).toEqual(Object.keys(base).sort());
  });

  it("has forms only of what it says, or could say", () => {
    for (const [key, value] of Object.entries(other)) {
      const formed = [...value.matchAll(/\{\{(\w+)\|[^|}]*\|[^|}]*\}\}/g)].map((form) => `{{${form[1]}}}`);
      expect(holes(base[key] ?? ""), key).toEqual(expect.arrayContaining(formed));
      expect(value.replace(/\{\{\w+(\|[^|}]*\|[^|}]*)?\}\}/g, ""), key).not.toMatch(/[{}]/);
    }
  });

  it("says something for every key, with the same holes", () => {
    for (const [key, value] of Object.entries(other)) {
      expect(value.trim(), key).not.toBe("");
      expect(holes(value), key).toEqual(holes(base[key] ?? ""));
    }
  });
});

describe("zh-TW", () => {
  it("uses Taiwan's terms", () => {
    const mainland = /導入|信息|文件夾|默認|聯係|鏈接|登錄|搜索|添加|加載|網絡/;
    const found = Object.entries(flat(zhTW)).filter(([, value]) => mainland.test(value));
    expect(found).toEqual([]);
  });
});

describe("Chinese punctuation", () => {
  it("is full width after Chinese characters", () => {
    const half = /\p{Script=Han}[,;:?!](?!\/)/u;
    for (const texts of [zhCN, zhTW]) {
      expect(Object.entries(flat(texts)).filter(([, value]) => half.test(value))).toEqual([]);
    }
  });

  it("keeps a space between Chinese and Latin letters or digits", () => {
    const tight = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;
    for (const texts of [zhCN, zhTW]) {
      expect(Object.entries(flat(texts)).filter(([, value]) => tight.test(value))).toEqual([]);
    }
  });
});
