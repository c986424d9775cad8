import type { FieldSchema } from "@/api/types";
import { kitOf, useRefName, useTags } from "@/fields";
import { targetOf } from "@/fields/reference";
import { knownName } from "@/fields/reference/names";
import { formatDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import type { Condition } from "./model";

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The operand of a condition in words: names instead of ids, labels instead of keys. */
export function useOperandText(field: FieldSchema | undefined, condition: Condition): string {
  const t = useT();
  const tags = useTags();
  const { value } = condition;
  const values = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  const isRef = field?.type === "lookup" || field?.type === "user";
  const unknown = isRef ? values.find((id) => !knownName(targetOf(field), String(id))) : undefined;
  // Asking for one unknown name brings all users at once; others follow one by one.
  useRefName(field ? targetOf(field) : "", unknown === undefined ? null : String(unknown));
  if (!field || values.length === 0) return "";
  const one = (item: unknown): string => {
    if (isRef) return knownName(targetOf(field), String(item)) ?? "…";
    if (field.type === "tags") return tags.find((tag) => tag.id === item)?.label ?? "…";
    if (field.options?.length)
      return field.options.find((option) => option.value === item)?.label ?? String(item);
    const kit = kitOf(field.type);
    // Days are asked of an instant; a day has no hour.
    if (kit.operand === "date" && typeof item === "string" && DAY.test(item)) return formatDay(item, true);
    const shown =
      typeof item === "number" ? String(item) : kit.text(kit.operand === "text" ? undefined : item, field);
    return shown || String(item);
  };
  const words = values.slice(0, 3).map(one);
  if (condition.op === "between") return words.join(` ${t("field.and")} `);
  return joinWords(words, isChinese()) + (values.length > 3 ? ` +${values.length - 3}` : "");
}
