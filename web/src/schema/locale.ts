import { useSyncExternalStore } from "react";
import { cache } from "@/api/cache";
import { me } from "@/api/session";
import { switchTexts } from "@/kernel/i18n";
import { type LocaleCode, locale, localeChanged } from "@/kernel/locale";

/** The language of the moment; redraws on a switch. */
export function useLocaleCode(): LocaleCode {
  return useSyncExternalStore((notify) => localeChanged.on(notify), locale);
}

/**
 * Changes the language here and now and remembers it for the account. The server speaks the account's
 * language, so it is told first; what it has already said is then asked for again.
 */
export async function chooseLocale(code: LocaleCode): Promise<void> {
  const saved = await me.patch({ locale: code });
  await switchTexts(code);
  cache.setQueryData(["me"], saved);
  await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "schema" });
}
