export type Direction = "asc" | "desc";

const MAX_KEYS = 3;

export function directionOf(sort: readonly string[], key: string): Direction | null {
  if (sort.includes(key)) return "asc";
  return sort.includes(`-${key}`) ? "desc" : null;
}

const without = (sort: readonly string[], key: string) =>
  sort.filter((one) => one !== key && one !== `-${key}`);

/** Sorts by this key alone, in this direction. */
export function setDirection(_sort: readonly string[], key: string, direction: Direction): string[] {
  return [direction === "asc" ? key : `-${key}`];
}

/** What a click on a column name means: up, down, off; with shift beside the others. */
export function nextSort(sort: readonly string[], key: string, further: boolean): string[] {
  const now = directionOf(sort, key);
  const rest = further ? without(sort, key) : [];
  const next = now === null ? [key] : now === "asc" ? [`-${key}`] : [];
  if (!further) return next;
  if (now === null) return [...rest, ...next].slice(-MAX_KEYS);
  return sort.flatMap((one) => (one.replace(/^-/, "") === key ? next : [one]));
}
