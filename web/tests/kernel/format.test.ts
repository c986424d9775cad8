import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  daysBetween,
  formatDay,
  fromLocalInput,
  setZone,
  toLocalInput,
  yearsBetween,
} from "../../src/kernel/clock";
import { markLocale } from "../../src/kernel/locale";
import { formatMoney, parseNumber, shortMoney } from "../../src/kernel/number";
import { dialLink, formatPhone, tidyPhone } from "../../src/kernel/phone";
import { monogram } from "../../src/kernel/text";

beforeAll(() => setZone("Asia/Shanghai"));
beforeEach(() => markLocale("zh-CN"));

describe("money", () => {
  it("reads 186 万 and never ¥1860k", () => {
    expect(shortMoney("1860000", "CNY")).toBe("¥186 万");
    expect(shortMoney("320000000", "CNY")).toBe("¥3.2 亿");
    expect(shortMoney("9800", "CNY")).toBe("¥9,800");
    markLocale("en");
    expect(shortMoney("1860000", "CNY")).toBe("¥1.86M");
    markLocale("zh-TW");
    expect(shortMoney("1860000", "TWD")).toBe("NT$186 萬");
  });

  it("shows cents only where there are some", () => {
    expect(formatMoney("149000", "CNY")).toBe("¥149,000");
    expect(formatMoney("1200.5", "CNY")).toBe("¥1,200.50");
    expect(formatMoney("-3", "CNY")).toBe("−¥3");
  });
});

describe("numbers as people type them", () => {
  it.each([
    ["1,200", 1200],
    ["１２００", 1200],
    ["1.1万", 11000],
    ["3 亿", 3e8],
    ["¥5,000.5", 5000.5],
    ["-7", -7],
    ["12%", 12],
    ["很多", null],
    ["", null],
  ])("%s", (typed, value) => expect(parseNumber(typed)).toBe(value));
});

describe("telephone numbers", () => {
  it.each([
    ["+8613812345678", "138 1234 5678"],
    ["+8602155667788", "+8602155667788"],
    ["+862155667788", "021 5566 7788"],
    ["+8651262881024", "0512 6288 1024"],
    ["+864008001234", "400 800 1234"],
    ["+85291234567", "+852 9123 4567"],
    ["+862155667788;ext=12", "021 5566 7788 转 12"],
  ])("%s", (stored, shown) => expect(formatPhone(stored)).toBe(shown));

  it.each([
    ["138 1234 5678", "+8613812345678"],
    ["+86 138-1234-5678", "+8613812345678"],
    ["008613812345678", "+8613812345678"],
    ["０１３８", "0138"],
    ["021-55667788转12", "02155667788;ext=12"],
  ])("takes %s as it is pasted", (typed, sent) => expect(tidyPhone(typed)).toBe(sent));

  it("dials with the extension", () => {
    expect(dialLink("+862155667788;ext=12")).toBe("tel:+862155667788,12");
  });
});

describe("days", () => {
  it("keeps an instant through the input of another zone", () => {
    expect(toLocalInput("2026-11-22T04:25:00Z")).toBe("2026-11-22T12:25");
    expect(fromLocalInput("2026-11-22T12:25")).toBe("2026-11-22T04:25:00Z");
    setZone("America/New_York");
    expect(fromLocalInput(toLocalInput("2026-03-08T07:30:00Z"))).toBe("2026-03-08T07:30:00Z");
    setZone("Asia/Shanghai");
  });

  it("counts over months and writes the year of others", () => {
    expect(daysBetween("2026-02-28", "2026-03-01")).toBe(1);
    expect(yearsBetween("1990-03-13", "2026-03-12")).toBe(35);
    expect(yearsBetween("1990-03-13", "2026-03-13")).toBe(36);
    expect(yearsBetween("2000-02-29", "2026-02-28")).toBe(25);
    expect(formatDay("1999-01-02")).toBe("1999/01/02");
  });
});

describe("monogram", () => {
  it.each([
    ["陈国栋", "栋"],
    ["苏州恒泰精密制造有限公司", "恒"],
    ["Ada Lovelace", "A"],
    ["张伟（销售）", "伟"],
    ["", "·"],
  ])("%s", (name, letter) => expect(monogram(name)).toBe(letter));
});
