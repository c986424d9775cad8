import { isLocale, type LocaleCode } from "./locale";

export interface BootData {
  /** The person in full, as GET /me would say; only on a page that was served to somebody. */
  me?: unknown;
  /** The schema of that person, as GET /schema would say. */
  schema?: unknown;
  /** The person's preferences by key; spares the first screen its questions. */
  prefs?: Record<string, unknown>;
  /** How many notifications wait. */
  unread?: number;
  /** The identity providers of the login page; only on a page for nobody. */
  providers?: { id: string; name: string }[];
  /** The company asks for a second factor that the person does not have yet. */
  must_secure?: boolean;
  user: { id: string; name: string; username: string; locale: LocaleCode; time_zone: string } | null;
  locale: LocaleCode;
  needs_setup: boolean;
  company: string;
  demo: boolean;
}

const EMPTY: BootData = {
  user: null,
  locale: "zh-CN",
  needs_setup: false,
  company: "",
  demo: false,
};

function read(): BootData {
  const node = document.getElementById("boot");
  if (!node?.textContent) return { ...EMPTY, locale: guessLocale() };
  return { ...EMPTY, ...(JSON.parse(node.textContent) as Partial<BootData>) };
}

/** The language that the browser asks for, among those that we speak. */
export function guessLocale(wishes: readonly string[] = navigator.languages): LocaleCode {
  for (const wish of wishes) {
    if (isLocale(wish)) return wish;
    if (/^zh-(tw|hk|mo|hant)/i.test(wish)) return "zh-TW";
    if (/^zh/i.test(wish)) return "zh-CN";
    if (/^en/i.test(wish)) return "en";
  }
  return "zh-CN";
}

let data: BootData | null = null;

/** What the page shell told us before the first call. */
export function boot(): BootData {
  data ??= read();
  return data;
}
