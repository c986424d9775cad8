import type { StoredFile } from "@/api/files";
import type { TimelineItem, Values } from "@/api/types";
import { addDays, fromLocalInput, today } from "@/kernel/clock";

/** What is written about a talk or a task, by field of the journal. */
export interface Entry {
  kind: string;
  content: string;
  key_points: string;
  decisions: string;
  next_follow_up: string | null;
  due_at: string | null;
  priority: string | null;
  /** What was put beside it; nothing is said of files where this is missing. */
  files?: StoredFile[];
}

export const TEXTS = ["content", "key_points", "decisions"] as const;

export function blank(kind: string): Entry {
  return {
    kind,
    content: "",
    key_points: "",
    decisions: "",
    next_follow_up: null,
    due_at: null,
    priority: null,
  };
}

const word = (value: unknown) => (typeof value === "string" ? value : "");

/** The entry as it stands in the timeline, for editing. */
export function entryOf(item: TimelineItem): Entry {
  const values = item.values ?? {};
  const task = item.kind === "task";
  return {
    kind: item.kind,
    // The title of a task is what is to be done; the composer has one box for it.
    content: word(values.content) || (task ? item.title : item.text),
    key_points: word(values.key_points),
    decisions: word(values.decisions),
    next_follow_up: word(values.next_follow_up) || null,
    due_at: word(values.due_at) || null,
    priority: word(values.priority) || null,
    files: Array.isArray(values.files) ? (values.files as StoredFile[]) : undefined,
  };
}

export function isBlank(entry: Entry): boolean {
  const attached = entry.kind !== "task" && Boolean(entry.files?.length);
  return !attached && TEXTS.every((key) => entry[key].trim() === "");
}

const SUBJECT = 120;

/** What the server is told; a task puts its first line into the subject. Files go into the field `attached`. */
export function valuesOf(entry: Entry, attached: string | null = null): Values {
  const files = attached && entry.files ? { [attached]: entry.files.map((file) => file.id) } : {};
  const text = (key: (typeof TEXTS)[number]) => entry[key].trim() || null;
  if (entry.kind === "task") {
    const [first = "", ...rest] = entry.content.trim().split("\n");
    return {
      kind: entry.kind,
      subject: first.slice(0, SUBJECT),
      content: (first.length > SUBJECT ? entry.content : rest.join("\n")).trim() || null,
      due_at: entry.due_at,
      priority: entry.priority,
      ...files,
    };
  }
  return {
    kind: entry.kind,
    content: text("content"),
    key_points: text("key_points"),
    decisions: text("decisions"),
    next_follow_up: entry.next_follow_up,
    ...files,
  };
}

/** Nine in the morning of that day, in the user's zone. */
export const morningOf = (day: string) => fromLocalInput(`${day}T09:00`);

/** The Monday after today. */
export function nextMonday(from: string = today()): string {
  const weekday = new Date(`${from}T00:00:00Z`).getUTCDay();
  return addDays(from, (8 - weekday) % 7 || 7);
}
