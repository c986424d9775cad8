import { dialLink, formatPhone } from "@/kernel/phone";
import { asChildren, ChildList, MoreCount, mainOf } from "../children";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  const list = asChildren(value);
  const main = mainOf(list);
  return main ? (
    <span className="tabular">
      {formatPhone(main.value)}
      <MoreCount count={list.length - 1} />
    </span>
  ) : null;
}

function Detail({ value }: ShowProps) {
  return (
    <ChildList
      entries={asChildren(value)}
      show={(entry) => (
        <a href={dialLink(entry.value)} className="link tabular">
          {formatPhone(entry.value)}
        </a>
      )}
    />
  );
}

/** Several telephone numbers. */
export const phones: FieldKit = {
  type: "phones",
  Cell,
  Detail,
  Editor: lateEditor("ContactsEditor"),
  text: (value) =>
    asChildren(value)
      .map((entry) => formatPhone(entry.value))
      .join("、"),
  width: 156,
  panel: true,
  operand: "text",
};
