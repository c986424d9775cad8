import type { FieldSchema } from "@/api/types";
import { kitOf, useRefName, useTags } from "@/fields";
import { targetOf } from "@/fields/reference";
import { isGone, knownName } from "@/fields/reference/names";
import { formatDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import { type Condition, rawText } from "./model";

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The operand of a condition in words: names instead of ids, labels instead of keys. */
export function useOperandText(field: FieldSchema | undefined, condition: Condition): string {
  const t = useT();
  const tags = useTags();
  const { value } = condition;
  const values = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
  const isRef = field?.type === "lookup" || field?.type === "user";
  const target = field ? targetOf(field) : "";
  const open = (id: unknown) => !knownName(target, String(id)) && !isGone(target, String(id));
  const unknown = isRef ? values.find(open) : undefined;
  // Asking for one unknown name brings all users at once; others follow one by one.
  useRefName(target, unknown === undefined ? null : String(unknown));
  if (!field) return rawText(condition);
  if (values.length === 0) return "";
  const one = (item: unknown): string => {
    const id = String(item);
    if (isRef) return knownName(target, id) ?? (isGone(target, id) ? t("field.goneRecord", { id }) : "…");
    if (field.type === "tags") return tags.find((tag) => tag.id === item)?.label ?? "…";
    if (field.options?.length)
      return (
        field.options.find((option) => option.value === item)?.label ??
        t("field.goneOption", { name: String(item) })
      );
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
