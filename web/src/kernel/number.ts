import { isChinese, locale } from "./locale";

const cache = new Map<string, Intl.NumberFormat>();

function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale(), options);
    cache.set(key, found);
  }
  return found;
}

/** A number with the grouping of the language. */
export function formatNumber(value: number, digits?: number): string {
  return formatter({
    maximumFractionDigits: digits ?? 6,
    minimumFractionDigits: digits ?? 0,
  }).format(value);
}

/** A share that is stored as 12.5 for 12.5 %. */
export function formatPercent(value: number): string {
  return `${formatNumber(value, Number.isInteger(value) ? 0 : 1)}%`;
}

const SYMBOLS: Record<string, string> = {
  CNY: "¥",
  TWD: "NT$",
  HKD: "HK$",
  USD: "US$",
  EUR: "€",
  JPY: "JP¥",
  GBP: "£",
};

/** Currencies that a person can choose from, the usual ones first. */
export const CURRENCIES = Object.keys(SYMBOLS);

export function currencySymbol(currency: string): string {
  return SYMBOLS[currency] ?? `${currency} `;
}

/** An exact amount: ¥149,000 or ¥149,000.50. */
export function formatMoney(amount: string | number, currency: string): string {
  const value = Number(amount);
  const sign = value < 0 ? "−" : "";
  const digits = Number.isInteger(value) ? 0 : 2;
  return `${sign}${currencySymbol(currency)}${formatNumber(Math.abs(value), digits)}`;
}

const ZH_STEPS: [number, string, string][] = [
  [1e8, "亿", "億"],
  [1e4, "万", "萬"],
];
const EN_STEPS: [number, string][] = [
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "K"],
];

function rounded(value: number): string {
  return formatNumber(Number(value.toPrecision(value >= 1000 ? 4 : 3)));
}

/** An amount at a glance in the way that the language counts: 186 万, ¥1.86M. */
export function shortMoney(amount: string | number, currency: string): string {
  const value = Number(amount);
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  const symbol = currencySymbol(currency);
  if (isChinese()) {
    for (const [step, simple, traditional] of ZH_STEPS) {
      if (size >= step)
        return `${sign}${symbol}${rounded(size / step)} ${locale() === "zh-TW" ? traditional : simple}`;
    }
  } else {
    for (const [step, letter] of EN_STEPS) {
      if (size >= step) return `${sign}${symbol}${rounded(size / step)}${letter}`;
    }
  }
  return formatMoney(amount, currency);
}

/** Reads what a person types as a number: full-width digits, grouping, 万 and 亿. */
export function parseNumber(input: string): number | null {
  const plain = input.normalize("NFKC").replace(/[,，\s¥$€£]/g, "");
  const match = plain.match(/^([+\-−]?\d*\.?\d+)(万|萬|亿|億|[kKmM%])?$/);
  if (!match?.[1]) return null;
  const scale: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, k: 1e3, m: 1e6, "%": 1 };
  const factor = match[2] ? (scale[match[2].toLowerCase()] ?? 1) : 1;
  // 1.1 * 10000 must be 11000 and not 11000.000000000002.
  return Number((Number(match[1].replace("−", "-")) * factor).toPrecision(15));
}

const KILO = 1024;

/** A number of bytes as people say it: 812 B, 34 KB, 2.1 MB. */
export function fileSize(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  const large = bytes >= KILO * KILO;
  const shown = bytes / (large ? KILO * KILO : KILO);
  return `${formatNumber(shown, shown < 10 ? 1 : 0)} ${large ? "MB" : "KB"}`;
}
