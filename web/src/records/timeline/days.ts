import type { TimelineItem } from "@/api/types";
import { dayAndWeekday, dayOf, daysBetween, relativeDay, today } from "@/kernel/clock";
import { lineStart } from "@/kernel/text";

export interface Day {
  day: string;
  items: TimelineItem[];
}

/** Entries under their days, in their order. */
export function byDay(items: TimelineItem[]): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const day = dayOf(item.at);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

/** 今天, 昨天, else the date with its weekday. */
export function dayTitle(day: string): string {
  const distance = Math.abs(daysBetween(today(), day));
  return distance <= 1 ? lineStart(relativeDay(day)) : dayAndWeekday(day);
}
