import { create } from "zustand";

interface ComposeWish {
  turn: number;
  kind: string | undefined;
}

/** The wish to write now, from the key N, the header or the next-step card. */
export const useComposeWish = create<ComposeWish>(() => ({ turn: 0, kind: undefined }));

/** Puts the cursor into the composer, with this kind chosen where one is given. */
export function composeRequest(kind?: string): void {
  useComposeWish.setState((state) => ({ turn: state.turn + 1, kind }));
}
