import type { Belongings, HandoverPlan, HandoverRule, HandoverTeam, OwnedModule, Way } from "@/api/handovers";
import type { Criteria } from "@/api/types";

export interface CaseDraft {
  id: number;
  criteria: Criteria | null;
  to: string | null;
}

/** What is chosen for a module so far; `stay` gives nothing away. */
export interface Draft {
  way: Way | "stay";
  one: string | null;
  several: string[];
  cases: CaseDraft[];
  rest: string | null;
  everything: boolean;
}

export type Drafts = Record<string, Draft>;

/** A line of conditions that nothing is said in yet; the id only tells lines apart. */
export function emptyCase(cases: CaseDraft[]): CaseDraft {
  return { id: Math.max(0, ...cases.map((one) => one.id)) + 1, criteria: null, to: null };
}

/** What there is to hand over, with nothing chosen but the usual ways. */
export function firstDrafts(owned: Belongings): Drafts {
  return Object.fromEntries(
    given(owned).map((one) => [
      one.module,
      {
        way: usualWay(one),
        one: null,
        several: [],
        cases: [emptyCase([])],
        rest: null,
        everything: false,
      } satisfies Draft,
    ]),
  );
}

/** The modules of which something can be handed over. */
export function given(owned: Belongings): OwnedModule[] {
  return owned.modules.filter((one) => one.reach > 0);
}

/** What lies below others goes with them; what is finished stays, for it tells who did it. */
function usualWay(owned: OwnedModule): Draft["way"] {
  if (owned.open === 0) return "stay";
  return owned.above.length > 0 ? "follow" : "one";
}

/** Everything to one person, what lies below with what is above. */
export function allTo(owned: Belongings, drafts: Drafts, person: string | null): Drafts {
  return Object.fromEntries(
    given(owned).map((one) => {
      const held = drafts[one.module] ?? firstDrafts(owned)[one.module];
      return [one.module, { ...held, way: usualWay(one), one: person, rest: person } as Draft];
    }),
  );
}

/** Whether enough is chosen for a rule. */
export function isWhole(draft: Draft): boolean {
  if (draft.way === "one") return draft.one !== null;
  if (draft.way === "evenly") return draft.several.length > 1;
  if (draft.way === "cases") return draft.cases.every((one) => one.criteria !== null && one.to !== null);
  return true;
}

/** What the server is told: a rule for each module that is not left alone. */
export function rulesOf(drafts: Drafts): Record<string, HandoverRule> {
  const chosen = Object.entries(drafts).filter(([, draft]) => draft.way !== "stay" && isWhole(draft));
  return Object.fromEntries(chosen.map(([key, draft]) => [key, ruleOf(draft)]));
}

function ruleOf(draft: Draft): HandoverRule {
  const { everything } = draft;
  if (draft.way === "one") return { way: "one", to: [draft.one ?? ""], everything };
  if (draft.way === "evenly") return { way: "evenly", to: draft.several, everything };
  if (draft.way === "follow") return { way: "follow", rest: draft.rest, everything };
  const cases = draft.cases.flatMap(({ criteria, to }) => (criteria && to ? [{ criteria, to }] : []));
  return { way: "cases", cases, rest: draft.rest, everything };
}

/** Whether somebody has a team or shared views, which then go to a successor. */
export function hasTeam(owned: Belongings): boolean {
  return owned.others.reports + owned.others.views > 0;
}

/** Who is proposed for the team: to whom the leaver reports, else who gets most records. */
export function proposed(owned: Belongings, plan: HandoverPlan | undefined): string | null {
  if (owned.manager) return owned.manager.id;
  const sums = new Map<string, number>();
  for (const one of (plan?.modules ?? []).flatMap((module) => module.people))
    sums.set(one.id, (sums.get(one.id) ?? 0) + one.count);
  return [...sums].reduce<[string | null, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    [null, 0],
  )[0];
}

/** How many people and views move. */
export function moving(team: HandoverTeam): number {
  return team.reports + team.views;
}
