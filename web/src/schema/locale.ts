import { useSyncExternalStore } from "react";
import { type LocaleCode, locale, localeChanged } from "@/kernel/locale";

/** The language of the moment; redraws on a switch. */
export function useLocaleCode(): LocaleCode {
  return useSyncExternalStore((notify) => localeChanged.on(notify), locale);
}
