import { asChildren, ChildList, MoreCount, mainOf } from "../children";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  const list = asChildren(value);
  return (
    <>
      {mainOf(list)?.value}
      <MoreCount count={list.length - 1} />
    </>
  );
}

function Detail({ value }: ShowProps) {
  return (
    <ChildList
      entries={asChildren(value)}
      show={(entry) => (
        <a href={`mailto:${entry.value}`} className="link">
          {entry.value}
        </a>
      )}
    />
  );
}

/** Several e-mail addresses. */
export const emails: FieldKit = {
  type: "emails",
  Cell,
  Detail,
  Editor: lateEditor("ContactsEditor"),
  text: (value) =>
    asChildren(value)
      .map((entry) => entry.value)
      .join("、"),
  width: 200,
  panel: true,
  operand: "text",
};
