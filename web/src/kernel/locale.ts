import { signal } from "./signal";

export const LOCALES = ["zh-CN", "zh-TW", "en"] as const;
export type LocaleCode = (typeof LOCALES)[number];

export const LOCALE_NAMES: Record<LocaleCode, string> = {
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
  en: "English",
};

let current: LocaleCode = "zh-CN";

/** Told to everyone whose formats depend on the language. */
export const localeChanged = signal<LocaleCode>();

/** The language of this moment, for code outside of components. */
export function locale(): LocaleCode {
  return current;
}

export function isLocale(value: unknown): value is LocaleCode {
  return LOCALES.includes(value as LocaleCode);
}

/** Sets language for formats and the document; texts are switched by `kernel/i18n`. */
export function markLocale(code: LocaleCode): void {
  current = code;
  document.documentElement.lang = code;
  localeChanged.emit(code);
}

export function isChinese(code: LocaleCode = current): boolean {
  return code !== "en";
}
