import { isChinese } from "@/kernel/locale";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

export interface AddressValue {
  country?: string | null;
  province?: string | null;
  city?: string | null;
  district?: string | null;
  street?: string | null;
  postcode?: string | null;
}

/** An address in one line, large to small in Chinese and small to large in English. */
export function addressLine(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  const { country, province, city, district, street, postcode } = value as AddressValue;
  const foreign = country && !["CN", "中国", "中國"].includes(country) ? country : null;
  // A municipality is its own province and is said once.
  const large = [foreign, province, city === province ? null : city, district, street].filter(Boolean);
  const han = /\p{Script=Han}/u.test(large.join(""));
  if (isChinese() || han) return large.join(han ? "" : " ") + (postcode ? ` ${postcode}` : "");
  return [...large]
    .reverse()
    .concat(postcode ?? [])
    .filter(Boolean)
    .join(", ");
}

function Cell({ value }: ShowProps) {
  return <>{addressLine(value)}</>;
}

/** A postal address in its parts. */
export const address: FieldKit = {
  type: "address",
  Cell,
  Editor: lateEditor("AddressEditor"),
  text: addressLine,
  width: 220,
  panel: true,
  operand: "text",
};
