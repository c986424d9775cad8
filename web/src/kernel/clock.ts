import { locale } from "./locale";

let zone = Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai";

/** Days and times are shown in the user's zone, wherever the browser stands. */
export function setZone(name: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    zone = name;
  } catch {
    // An unknown zone name keeps the browser's own.
  }
}

export function timeZone(): string {
  return zone;
}

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions, lang: string = locale()): Intl.DateTimeFormat {
  const key = lang + zone + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(lang, { timeZone: zone, ...options });
    cache.set(key, found);
  }
  return found;
}

/** The calendar day of an instant in the user's zone, as YYYY-MM-DD. */
export function dayOf(instant: Date | string): string {
  const parts = formatter({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
  return parts.format(typeof instant === "string" ? new Date(instant) : instant);
}

export function today(): string {
  return dayOf(new Date());
}

const DAY = 86_400_000;

/** Whole days from `from` to `to` (both YYYY-MM-DD). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/** Whole years from one day to another (both YYYY-MM-DD), as ages are counted. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** A date as the language writes it; the year only where it is not this one. */
export function formatDay(day: string, withYear = false): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const sameYear = !withYear && day.slice(0, 4) === today().slice(0, 4);
  if (locale() === "en") {
    return formatter({
      timeZone: "UTC",
      month: "short",
      day: "numeric",
      ...(sameYear ? {} : { year: "numeric" }),
    }).format(date);
  }
  return sameYear ? day.slice(5).replace("-", "/") : day.replaceAll("-", "/");
}

/** The hour and minute of an instant, 24 hours. */
export function formatTime(instant: string): string {
  return formatter({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** An instant as day and time: 11/19 15:30. */
export function formatInstant(instant: string, withYear = false): string {
  if (Number.isNaN(Date.parse(instant))) return instant;
  return `${formatDay(dayOf(instant), withYear)} ${formatTime(instant)}`;
}

/** The whole truth of an instant, for titles of shortened ones. */
export function formatFull(instant: string): string {
  return formatter({ dateStyle: "full", timeStyle: "short" }).format(new Date(instant));
}

/** How far a day is from today in words: 今天, 昨天, 3 天前. */
export function relativeDay(day: string): string {
  const distance = daysBetween(today(), day);
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  // Intl writes 3天后; Chinese and digits stand apart in this product.
  if (Math.abs(distance) < 7) return words.format(distance, "day").replace(/(\d)(?=\p{Script=Han})/u, "$1 ");
  return formatDay(day);
}

/** A date with its weekday: 11/22 周日, Sun, Nov 22. */
export function dayAndWeekday(day: string): string {
  return locale() === "en" ? `${weekday(day)}, ${formatDay(day)}` : `${formatDay(day)} ${weekday(day)}`;
}

/** The weekday of a date in short: 周三, Wed. */
export function weekday(day: string): string {
  return formatter({ timeZone: "UTC", weekday: "short" }).format(new Date(`${day}T00:00:00Z`));
}

/** An instant as the `YYYY-MM-DDTHH:mm` of the user's zone, for native inputs. */
export function toLocalInput(instant: string): string {
  return `${dayOf(instant)}T${formatTime(instant)}`;
}

/** The instant that a `YYYY-MM-DDTHH:mm` of the user's zone names. */
export function fromLocalInput(local: string): string {
  const guess = Date.parse(`${local}:00Z`);
  // The offset depends on the instant itself; a second look settles clock changes.
  const first = guess - offsetAt(guess);
  return new Date(guess - offsetAt(first)).toISOString().replace(".000Z", "Z");
}

function offsetAt(instant: number): number {
  const shown = toLocalInput(new Date(instant).toISOString());
  return Date.parse(`${shown}:00Z`) - Math.floor(instant / 60_000) * 60_000;
}

/** Which part of the day it is, for greetings. */
export function partOfDay(): "night" | "morning" | "noon" | "afternoon" | "evening" {
  const hour = Number(formatTime(new Date().toISOString()).slice(0, 2));
  if (hour < 5) return "night";
  if (hour < 11) return "morning";
  if (hour < 13) return "noon";
  return hour < 18 ? "afternoon" : "evening";
}
