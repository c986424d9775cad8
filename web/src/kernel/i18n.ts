import { useSyncExternalStore } from "react";
import type { Texts } from "../locales/zh-CN";
import { type LocaleCode, locale, localeChanged, markLocale } from "./locale";

// A translator of forty lines instead of a library: the library alone was an eighth of the login budget.

type Section = keyof Texts & string;

/** Every text of the screens as `section.key`; a misspelt one does not compile. */
export type TextKey = { [S in Section]: `${S}.${keyof Texts[S] & string}` }[Section];

export type T = (key: TextKey, params?: Record<string, string | number>) => string;

// One chunk per language: nobody downloads a language that they do not read.
const loaders: Record<LocaleCode, () => Promise<{ default: Texts }>> = {
  "zh-CN": () => import("../locales/zh-CN"),
  "zh-TW": () => import("../locales/zh-TW"),
  en: () => import("../locales/en"),
};

const loaded = new Map<LocaleCode, Texts>();

function translate(key: TextKey, params?: Record<string, string | number>): string {
  const [section = "", name = ""] = key.split(".");
  const texts = loaded.get(locale()) as Record<string, Record<string, string>> | undefined;
  const found = texts?.[section]?.[name] ?? key;
  if (!params) return found;
  return found.replace(/\{\{(\w+)\}\}/g, (hole, param: string) => String(params[param] ?? hole));
}

// A new function per language, so that memoised parts see the switch.
let current: T = (key, params) => translate(key, params);
localeChanged.on(() => {
  current = (key, params) => translate(key, params);
});

/** Switches the language of screen chrome without a reload; await the first one before rendering. */
export async function switchTexts(code: LocaleCode): Promise<void> {
  if (!loaded.has(code)) loaded.set(code, (await loaders[code]()).default);
  markLocale(code);
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
