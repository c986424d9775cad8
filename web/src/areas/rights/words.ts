import type { RightsSchema } from "@/api/rights";
import type { T, TextKey } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { REST } from "./model";

export const verbWord = (t: T, verb: string) => t(`rights.verb_${verb}` as TextKey);
export const scopeWord = (t: T, scope: string) => t(`rights.scope_${scope}` as TextKey);
export const levelWord = (t: T, level: string) => t(`rights.level_${level}` as TextKey);

/** What a module is called in rights. */
export function moduleWord(t: T, schema: RightsSchema, module: string): string {
  if (module === REST) return t("rights.rest");
  return schema.modules.find((one) => one.key === module)?.label ?? module;
}

/** A count that ends at `most`. */
export function countWord(t: T, count: number, most: number): string {
  return count >= most ? t("rights.atLeast", { n: formatNumber(most) }) : formatNumber(count);
}
