import { describe, expect, it } from "vitest";
import type { TimelineItem } from "../../src/api/types";
import { byDay } from "../../src/records/timeline/days";
import { forgetDraft, keepDraft, recallDraft } from "../../src/records/timeline/draft";
import { blank, entryOf, isBlank, nextMonday, valuesOf } from "../../src/records/timeline/entry";

const item = (at: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  id: at,
  kind: "call",
  at,
  actor: null,
  module: "activities",
  record_id: "1",
  title: "",
  text: "",
  ...more,
});

describe("an entry", () => {
  it("of a talk sends its texts and nothing of a task", () => {
    const values = valuesOf({ ...blank("call"), content: " 通话 ", decisions: "月底报价" });
    expect(values).toEqual({
      kind: "call",
      content: "通话",
      key_points: null,
      decisions: "月底报价",
      next_follow_up: null,
    });
  });

  it("of a task puts its first line into the subject", () => {
    const values = valuesOf({
      ...blank("task"),
      content: "准备报价\n附上名单",
      due_at: "2026-11-23T01:00:00Z",
    });
    expect(values).toMatchObject({
      subject: "准备报价",
      content: "附上名单",
      due_at: "2026-11-23T01:00:00Z",
    });
  });

  it("keeps the whole text of a task whose first line is too long for a subject", () => {
    const long = "长".repeat(150);
    const values = valuesOf({ ...blank("task"), content: long });
    expect(String(values.subject)).toHaveLength(120);
    expect(values.content).toBe(long);
  });

  it("of a task comes back with its subject in the box", () => {
    expect(entryOf(item("2026-11-22T01:00:00Z", { kind: "task", title: "准备报价" })).content).toBe(
      "准备报价",
    );
  });

  it("of blanks is blank", () => {
    expect(isBlank({ ...blank("note"), content: "  \n" })).toBe(true);
  });
});

describe("next Monday", () => {
  it("is never today", () => {
    expect(nextMonday("2026-11-22")).toBe("2026-11-23");
    expect(nextMonday("2026-11-23")).toBe("2026-11-30");
    expect(nextMonday("2026-11-25")).toBe("2026-11-30");
  });
});

describe("days", () => {
  it("gather neighbours and keep their order", () => {
    const days = byDay([
      item("2026-11-22T05:00:00Z"),
      item("2026-11-22T04:00:00Z"),
      item("2026-11-20T04:00:00Z"),
    ]);
    expect(days.map((day) => day.items.length)).toEqual([2, 1]);
  });
});

describe("a draft", () => {
  it("is emptied by the save of its own text only", () => {
    const first = { ...blank("call"), content: "一" };
    const newer = { ...blank("call"), content: "二" };
    keepDraft("m", "1", first);
    keepDraft("m", "1", newer);
    forgetDraft("m", "1", first);
    expect(recallDraft("m", "1")).toEqual(newer);
    forgetDraft("m", "1", newer);
    expect(recallDraft("m", "1")).toBeNull();
  });
});
