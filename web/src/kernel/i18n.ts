import { useSyncExternalStore } from "react";
import type { FirstTexts } from "../locales/zh-CN";
import type { LaterTexts } from "../locales/zh-CN/later";
import { type LocaleCode, locale, localeChanged, markLocale } from "./locale";

// A translator of forty lines instead of a library: the library alone was an eighth of the login budget.

type Texts = FirstTexts & LaterTexts;
type Section = keyof Texts & string;

/** Every text of the screens as `section.key`; a misspelt one does not compile. */
export type TextKey = { [S in Section]: `${S}.${keyof Texts[S] & string}` }[Section];

export type T = (key: TextKey, params?: Record<string, string | number>) => string;

// Two chunks per language: nobody downloads a language that they do not read, nor words of screens that are not open.
const loaders: Record<LocaleCode, () => Promise<{ default: FirstTexts }>> = {
  "zh-CN": () => import("../locales/zh-CN"),
  "zh-TW": () => import("../locales/zh-TW"),
  en: () => import("../locales/en"),
};
const laterLoaders: Record<LocaleCode, () => Promise<{ default: LaterTexts }>> = {
  "zh-CN": () => import("../locales/zh-CN/later"),
  "zh-TW": () => import("../locales/zh-TW/later"),
  en: () => import("../locales/en/later"),
};

const loaded = new Map<LocaleCode, Partial<Texts>>();
// From the first screen on that wants them, every language brings its later words too.
let wanted = false;

// {{n}} says the number, {{n|row|rows}} the word that goes with it.
const HOLE = /\{\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}\}/g;

function translate(key: TextKey, params?: Record<string, string | number>): string {
  const [section = "", name = ""] = key.split(".");
  const texts = loaded.get(locale()) as Record<string, Record<string, string>> | undefined;
  const found = texts?.[section]?.[name] ?? key;
  if (!params) return found;
  return found.replace(HOLE, (hole, param: string, one?: string, many?: string) =>
    one === undefined
      ? String(params[param] ?? hole)
      : String(params[param] === 1 || params[param] === "1" ? one : many),
  );
}

// A new function per language, so that memoised parts see the switch.
let current: T = (key, params) => translate(key, params);
localeChanged.on(() => {
  current = (key, params) => translate(key, params);
});

async function load(code: LocaleCode): Promise<void> {
  const have = loaded.get(code);
  const first = have ?? (await loaders[code]()).default;
  const later = wanted && !have?.imports ? (await laterLoaders[code]()).default : {};
  loaded.set(code, { ...first, ...later });
}

/** Switches the language of screen chrome without a reload; await the first one before rendering. */
export async function switchTexts(code: LocaleCode): Promise<void> {
  await load(code);
  // A screen may have asked for its words meanwhile, while the language was still another one.
  if (wanted) await load(code);
  markLocale(code);
}

/** The words of screens that are not among the first ones; await them before such a screen is drawn. */
export async function laterTexts(): Promise<void> {
  wanted = true;
  await load(locale());
}

/** The translator for components; redraws them when the language changes. */
export function useT(): T {
  return useSyncExternalStore(
    (notify) => localeChanged.on(notify),
    () => current,
  );
}

/** The translator outside of components (toasts from mutations). */
export const text: T = (key, params) => translate(key, params);
