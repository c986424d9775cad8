import { type ClipboardEvent, useRef } from "react";
import type { StoredFile } from "@/api/files";
import { useUploads } from "@/fields/file/useUploads";

/** Files that are put beside words: sent as they are chosen or pasted, named when the words are saved. */
export function useAttached(files: StoredFile[], onChange: (files: StoredFile[]) => void) {
  // Several uploads end one after the other, before the form has drawn again.
  const current = useRef(files);
  current.current = files;
  const set = (next: StoredFile[]) => {
    current.current = next;
    onChange(next);
  };
  const { sending, fault, send } = useUploads((file) => set([...current.current, file]));
  const onPaste = (event: ClipboardEvent) => {
    const { files: pasted, types } = event.clipboardData;
    // A copied cell or paragraph is a picture, too: what has words goes in as words.
    if (pasted.length === 0 || types.includes("text/plain")) return;
    event.preventDefault();
    void send([...pasted]);
  };
  const remove = (id: string) => set(current.current.filter((file) => file.id !== id));
  return { files, sending, fault, send, onPaste, remove };
}

export type Attached = ReturnType<typeof useAttached>;
