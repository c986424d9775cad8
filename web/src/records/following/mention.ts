import type { Mentionable } from "@/api/records";

/** What stands behind the last @ before the cursor, when somebody is being mentioned just now. */
export function askedFor(text: string, caret: number): string | null {
  const found = /@([^\s@]{0,20})$/.exec(text.slice(0, caret));
  return found ? (found[1] ?? "") : null;
}

/** The text with the person's name where the mention was begun, and where the cursor then stands. */
export function withName(text: string, caret: number, name: string): { text: string; caret: number } {
  const start = text.slice(0, caret).lastIndexOf("@");
  const said = `@${name} `;
  return { text: text.slice(0, start) + said + text.slice(caret), caret: start + said.length };
}

/** Those who are still named in the text. */
export function stillNamed<P extends { name: string }>(text: string, people: P[]): P[] {
  return people.filter((person) => text.includes(`@${person.name}`));
}

/** The text cut where people are mentioned. */
export function partsOf(text: string, names: string[]): { words: string; mention: boolean }[] {
  const known = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  if (known.length === 0) return [{ words: text, mention: false }];
  const any = new RegExp(`(@(?:${known.map(escaped).join("|")}))`);
  return text
    .split(any)
    .filter(Boolean)
    .map((words) => ({ words, mention: known.some((name) => words === `@${name}`) }));
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

export interface Mentioned {
  id: string;
  name: string;
  /** Unknown of people who were mentioned before. */
  sees?: boolean;
}

export const mentionedOf = (person: Mentionable): Mentioned => ({
  id: person.id,
  name: person.title,
  sees: person.sees,
});
