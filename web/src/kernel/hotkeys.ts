import { useEffect, useRef } from "react";
import { create } from "zustand";
import { isComposing, isTyping } from "./ime";
import { recall, remember } from "./storage";

interface LetterState {
  on: boolean;
  set: (on: boolean) => void;
}

/** Whether single letters act as shortcuts (WCAG 2.1.4 wants a switch). */
export const useLetterKeys = create<LetterState>((set) => ({
  on: recall("letters", true),
  set: (on) => {
    remember("letters", on);
    set({ on });
  },
}));

export type Keymap = Record<string, (event: KeyboardEvent) => void>;

let prefixUntil = 0;

/** `mod+k`, `?`, `c`, `g c`: the name of what was pressed. */
function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  const alt = event.altKey ? "alt+" : "";
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${mod}${alt}${key}`;
}

function letterAllowed(event: KeyboardEvent): boolean {
  if (!useLetterKeys.getState().on || isTyping(event.target)) return false;
  const target = event.target as HTMLElement;
  // Inside of a grid letters begin editing; an open dialog owns its keys.
  return !target.closest?.("[role=grid],[role=menu],[role=listbox],[aria-modal=true]");
}

/** Finds the deed for a key press, minding the `G` prefix that wins for one second. */
export function deedFor(event: KeyboardEvent, map: Keymap): ((event: KeyboardEvent) => void) | undefined {
  const name = nameOf(event);
  if (name.startsWith("mod+")) return map[name];
  if (name.startsWith("alt+") || !letterAllowed(event)) return undefined;
  if (event.timeStamp < prefixUntil) return map[`g ${name}`];
  return map[name];
}

/** Global shortcuts as long as the caller is on screen. */
export function useHotkeys(map: Keymap): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return;
      const deed = deedFor(event, latest.current);
      if (deed) {
        event.preventDefault();
        deed(event);
        prefixUntil = 0;
      } else if (nameOf(event) === "g" && letterAllowed(event)) {
        prefixUntil = event.timeStamp + 1000;
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
