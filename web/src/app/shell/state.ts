import { create } from "zustand";
import { recall, remember } from "@/kernel/storage";

interface ShellState {
  collapsed: boolean;
  help: boolean;
  more: boolean;
  toggle: () => void;
  setHelp: (open: boolean) => void;
  setMore: (open: boolean) => void;
}

/** What the frame remembers: the folded sidebar, open panels. */
export const useShell = create<ShellState>((set) => ({
  collapsed: recall("sidebar.collapsed", false),
  help: false,
  more: false,
  toggle: () =>
    set((state) => {
      remember("sidebar.collapsed", !state.collapsed);
      return { collapsed: !state.collapsed };
    }),
  setHelp: (help) => set({ help }),
  setMore: (more) => set({ more }),
}));
