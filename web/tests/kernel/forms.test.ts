import { expect, it } from "vitest";
import { switchTexts, text } from "../../src/kernel/i18n";

it("says one row and two rows in English, and the number alone in Chinese", async () => {
  await switchTexts("en");
  expect(text("common.records", { n: 1 })).toBe("1 record");
  expect(text("common.records", { n: "1" })).toBe("1 record");
  expect(text("common.records", { n: 0 })).toBe("0 records");
  expect(text("common.records", { n: "1,204" })).toBe("1,204 records");
  await switchTexts("zh-CN");
  expect(text("common.records", { n: 1 })).not.toContain("{");
});
