import { addDays, fromLocalInput, today } from "@/kernel/clock";

export const ENDS = ["never", "friday", "week", "month", "day"] as const;
export type End = (typeof ENDS)[number];

/** The day of the week of a day, Monday 1 to Sunday 7. */
function weekdayOf(day: string): number {
  return new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
}

/** Friday of this week; on a weekend that of the next. */
export function nextFriday(from: string): string {
  const ahead = 5 - weekdayOf(from);
  return addDays(from, ahead >= 0 ? ahead : ahead + 7);
}

/** The last instant of a share that ends like this; none for one that does not end, or ends on a day not named yet. */
export function endOf(end: End, day: string, from: string = today()): string | null {
  const last = {
    never: "",
    friday: nextFriday(from),
    week: addDays(from, 7),
    month: addDays(from, 30),
    day: day >= from ? day : "",
  }[end];
  return last ? fromLocalInput(`${last}T23:59`) : null;
}
