import type { LeavingChanges, LeavingPolicy, Limit, Measure } from "@/api/leaving";

/** A policy as it is typed: numbers are texts, and an empty one is none. */
export interface Draft {
  limits: Record<string, { approval: string; rows: string }>;
  approver: LeavingPolicy["approver"];
  days: string;
  reveals: string;
  csv: boolean;
  screenMark: boolean;
  alerts: Record<Measure, string>;
  contact: string | null;
}

const typed = (value: number | null) => (value === null ? "" : String(value));
const number = (text: string) => (text.trim() === "" ? null : Number(text));

function mapped<V, W>(values: Record<string, V>, change: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

export function draftOf(policy: LeavingPolicy): Draft {
  return {
    limits: mapped(policy.limits, ({ approval, rows }) => ({ approval: typed(approval), rows: typed(rows) })),
    approver: policy.approver,
    days: String(policy.approval_days),
    reveals: String(policy.reveals),
    csv: policy.csv,
    screenMark: policy.screen_mark,
    alerts: mapped(policy.alerts, typed) as Draft["alerts"],
    contact: policy.contact?.id ?? null,
  };
}

export function changesOf(draft: Draft): LeavingChanges {
  return {
    limits: mapped(
      draft.limits,
      ({ approval, rows }): Limit => ({
        approval: number(approval),
        rows: number(rows),
      }),
    ),
    approver: draft.approver,
    approval_days: Number(draft.days),
    reveals: Number(draft.reveals),
    csv: draft.csv,
    screen_mark: draft.screenMark,
    alerts: mapped(draft.alerts, number) as LeavingPolicy["alerts"],
    contact: draft.contact,
  };
}
