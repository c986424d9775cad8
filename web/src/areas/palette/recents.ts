import { recall, remember } from "@/kernel/storage";

export interface Recent {
  to: string;
  label: string;
  hint?: string;
}

const KEY = "recents";
const KEPT = 6;

/** The records that were opened last in this browser. */
export function recents(): Recent[] {
  return recall<Recent[]>(KEY, []);
}

/** Remembers that a record was opened. */
export function noteRecent(recent: Recent): void {
  remember(KEY, [recent, ...recents().filter((one) => one.to !== recent.to)].slice(0, KEPT));
}
