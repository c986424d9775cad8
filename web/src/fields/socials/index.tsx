import { asChildren, ChildList } from "../children";
import { emails } from "../emails";
import type { FieldKit, ShowProps } from "../kit";

function Detail({ value }: ShowProps) {
  return <ChildList entries={asChildren(value)} show={(entry) => entry.value} />;
}

/** WeChat and other accounts. */
export const socials: FieldKit = { ...emails, type: "socials", Detail, width: 150 };
