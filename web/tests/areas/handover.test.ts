import { describe, expect, it } from "vitest";
import type { Belongings, HandoverPlan } from "@/api/handovers";
import { allTo, emptyCase, firstDrafts, hasTeam, isWhole, proposed, rulesOf } from "@/areas/handover/model";

const owned: Belongings = {
  person: { id: "1", name: "王芳", active: true },
  manager: null,
  modules: [
    { module: "accounts", label: "客户", count: 3, bin: 0, open: null, reach: 3, above: [] },
    { module: "contacts", label: "联系人", count: 9, bin: 0, open: null, reach: 9, above: ["accounts"] },
    {
      module: "activities",
      label: "跟进",
      count: 5,
      bin: 0,
      open: 0,
      reach: 5,
      above: ["contacts", "accounts"],
    },
    { module: "deals", label: "商机", count: 4, bin: 0, open: null, reach: 0, above: [] },
  ],
  along: [],
  others: { views: 0, shares: 0, received: 0, reports: 0 },
};

describe("what is chosen for a handover", () => {
  it("begins with what is usual: below with what is above, what is finished stays", () => {
    const drafts = firstDrafts(owned);
    expect(Object.entries(drafts).map(([key, draft]) => [key, draft.way])).toEqual([
      ["accounts", "one"],
      ["contacts", "follow"],
      ["activities", "stay"],
    ]);
    expect(Object.keys(rulesOf(drafts))).toEqual(["contacts"]);
  });

  it("gives everything to one person", () => {
    expect(rulesOf(allTo(owned, firstDrafts(owned), "7"))).toEqual({
      accounts: { way: "one", to: ["7"], everything: false },
      contacts: { way: "follow", rest: "7", everything: false },
    });
  });

  it("sends no rule that is half chosen", () => {
    const draft = { ...firstDrafts(owned).accounts, way: "cases", cases: [emptyCase([])] } as never;
    expect(isWhole(draft)).toBe(false);
    expect(rulesOf({ accounts: draft })).toEqual({});
  });

  it("tells lines of conditions apart", () => {
    const first = emptyCase([]);
    expect(emptyCase([first]).id).not.toBe(first.id);
  });
});

describe("who takes over the team and the shared views", () => {
  const module = { module: "accounts", label: "客户", stays: 0, beyond: 0 };
  const people = [
    { id: "7", name: "李雷", count: 2 },
    { id: "8", name: "韩梅", count: 3 },
  ];
  const plan: HandoverPlan = {
    modules: [
      { ...module, people },
      { ...module, module: "contacts", people: [{ id: "7", name: "李雷", count: 4 }] },
    ],
    total: 9,
    team: { reports: 0, views: 0, left: [] },
  };

  it("is asked where there is a team or a shared view", () => {
    expect(hasTeam(owned)).toBe(false);
    expect(hasTeam({ ...owned, others: { ...owned.others, views: 1 } })).toBe(true);
    expect(hasTeam({ ...owned, others: { ...owned.others, reports: 1 } })).toBe(true);
  });

  it("is proposed: to whom the leaver reports, else who gets most records", () => {
    expect(proposed({ ...owned, manager: { id: "3", name: "赵" } }, plan)).toBe("3");
    expect(proposed(owned, plan)).toBe("7");
    expect(proposed(owned, undefined)).toBeNull();
  });
});
