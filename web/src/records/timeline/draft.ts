import type { Entry } from "./entry";

const place = (module: string, id: string) => `guanxi.draft.${module}.${id}`;

/** What was being written about this record in this tab, or nothing. */
export function recallDraft(module: string, id: string): Entry | null {
  try {
    const raw = sessionStorage.getItem(place(module, id));
    return raw ? (JSON.parse(raw) as Entry) : null;
  } catch {
    return null;
  }
}

/** Keeps what is being written until it is saved or emptied; a reload or a wrong click loses nothing. */
export function keepDraft(module: string, id: string, entry: Entry | null): void {
  try {
    if (entry) sessionStorage.setItem(place(module, id), JSON.stringify(entry));
    else sessionStorage.removeItem(place(module, id));
  } catch {
    // A full or closed storage only means that a reload forgets the draft.
  }
}

/** Empties the drawer once this text is saved, unless something newer lies in it. */
export function forgetDraft(module: string, id: string, saved: Entry): void {
  const held = recallDraft(module, id);
  if (held && JSON.stringify(held) === JSON.stringify(saved)) keepDraft(module, id, null);
}
