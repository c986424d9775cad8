import type { EditorProps } from "../kit";
import { asList } from "../multichoice";
import { ReferencesEditor } from "../reference/Editor";

/** Some colleagues, found by name, pinyin or initials. */
export function PeopleEditor(props: EditorProps) {
  const field = { ...props.field, target: "users" };
  return <ReferencesEditor {...props} field={field} value={asList(props.value)} />;
}
