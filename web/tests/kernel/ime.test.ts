import { describe, expect, it } from "vitest";
import { deedFor } from "../../src/kernel/hotkeys";
import { isCommitEnter, isComposing } from "../../src/kernel/ime";

describe("Enter of an input method", () => {
  it("never commits", () => {
    expect(isCommitEnter({ key: "Enter", isComposing: true })).toBe(false);
    expect(isCommitEnter({ key: "Enter", keyCode: 229 })).toBe(false);
    expect(isCommitEnter({ key: "Enter", nativeEvent: { isComposing: false, keyCode: 229 } })).toBe(false);
    expect(isComposing({ nativeEvent: { isComposing: true } })).toBe(true);
  });

  it("commits when it is the person's own", () => {
    expect(isCommitEnter({ key: "Enter", keyCode: 13, isComposing: false })).toBe(true);
  });
});

describe("shortcuts", () => {
  const press = (key: string, target: HTMLElement, init: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent("keydown", { key, ...init });
    Object.defineProperty(event, "target", { value: target });
    return event;
  };
  const map = { c: () => {}, "mod+k": () => {} };

  it("are letters only outside of inputs and grids", () => {
    const grid = document.createElement("div");
    grid.setAttribute("role", "grid");
    expect(deedFor(press("c", document.createElement("div")), map)).toBe(map.c);
    expect(deedFor(press("c", document.createElement("input")), map)).toBeUndefined();
    expect(deedFor(press("c", grid), map)).toBeUndefined();
  });

  it("with Ctrl or Cmd work everywhere", () => {
    const input = document.createElement("input");
    expect(deedFor(press("k", input, { ctrlKey: true }), map)).toBe(map["mod+k"]);
    expect(deedFor(press("k", input, { metaKey: true }), map)).toBe(map["mod+k"]);
  });
});
