import { create } from "zustand";
import type { Values } from "@/api/types";

interface CreateState {
  module: string | null;
  preset: Values;
  turn: number;
}

/** Which quick-create form is open, with what is already known. */
export const useCreate = create<CreateState>(() => ({ module: null, preset: {}, turn: 0 }));

/** Opens the quick-create form of a module from anywhere. */
export function openCreate(module: string, preset: Values = {}): void {
  useCreate.setState((state) => ({ module, preset, turn: state.turn + 1 }));
}

export function closeCreate(): void {
  useCreate.setState({ module: null, preset: {} });
}
