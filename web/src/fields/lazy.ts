import type { ComponentType } from "react";
import { type Late, late } from "@/kernel/late";
import { type EditorProps, editorChunk } from "./kit";

type Editors = Awaited<ReturnType<typeof editorChunk>>;

const made: Late<EditorProps>[] = [];

/** An editor of the editors' chunk, fetched on first use. */
export function lateEditor(name: keyof Editors): ComponentType<EditorProps> {
  const editor = late<EditorProps>(async () => (await editorChunk())[name]);
  made.push(editor);
  return editor;
}

/** Fetches the editors ahead of the first key, so that it is answered in the same frame. */
export const editorsAhead = () => Promise.all(made.map((editor) => editor.preload()));
