import { type ComponentType, lazy } from "react";
import { type EditorProps, editorChunk } from "./kit";

type Editors = Awaited<ReturnType<typeof editorChunk>>;

/** An editor of the editors' chunk, fetched on first use. */
export function lateEditor(name: keyof Editors): ComponentType<EditorProps> {
  return lazy(async () => ({ default: (await editorChunk())[name] }));
}
