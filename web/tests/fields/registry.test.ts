import { beforeAll, describe, expect, it } from "vitest";
import type { FieldSchema } from "../../src/api/types";
import { kitOf } from "../../src/fields";
import { safeLink } from "../../src/fields/url";
import { switchTexts } from "../../src/kernel/i18n";

const TYPES =
  "text longtext number money percent date datetime boolean choice multichoice lookup user email phone url address file autonumber phones emails addresses socials tags employments json".split(
    " ",
  );

const field = (type: string) =>
  ({ key: "f", type, label: "F", options: [], config: {} }) as unknown as FieldSchema;
const row = (value: unknown) => ({ id: "1", values: { f: value }, titles: {} });

beforeAll(() => switchTexts("zh-CN"));

describe.each(TYPES)("%s", (type) => {
  it("has its own kit", () => expect(kitOf(type).type).toBe(type));

  it("says nothing for nothing", () => {
    for (const empty of [null, undefined, [], ""]) {
      expect(kitOf(type).text(empty, field(type), row(empty))).toBe("");
    }
  });
});

it("an unknown type falls back to text", () => {
  expect(kitOf("hologram").type).toBe("text");
  expect(kitOf("hologram").text({ a: 1 }, field("hologram"))).toBe('{"a":1}');
});

it("a stored address never runs as script", () => {
  expect(safeLink("javascript:alert(1)")).toBeNull();
  expect(safeLink("data:text/html,x")).toBeNull();
  expect(safeLink("example.com")).toBe("https://example.com");
  expect(safeLink("http://example.com/a")).toBe("http://example.com/a");
});
