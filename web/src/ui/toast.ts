import { create } from "zustand";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  action?: { label: string; run: () => void };
  /** Milliseconds until it leaves; 0 stays until it is closed. */
  life: number;
}

interface ToastState {
  toasts: Toast[];
  show: (toast: Omit<Toast, "id" | "life" | "tone"> & Partial<Pick<Toast, "life" | "tone">>) => number;
  update: (id: number, changes: Partial<Omit<Toast, "id">>) => void;
  close: (id: number) => void;
}

let next = 1;

export const useToasts = create<ToastState>((set) => ({
  toasts: [],
  show: (toast) => {
    const id = next++;
    const life = toast.life ?? (toast.action ? 10_000 : toast.tone === "bad" ? 8_000 : 4_000);
    set((state) => ({ toasts: [...state.toasts.slice(-3), { tone: "plain", ...toast, id, life }] }));
    return id;
  },
  update: (id, changes) =>
    set((state) => ({
      toasts: state.toasts.map((toast) => (toast.id === id ? { ...toast, ...changes } : toast)),
    })),
  close: (id) => set((state) => ({ toasts: state.toasts.filter((toast) => toast.id !== id) })),
}));

/** Says something at the foot of the screen; callable from anywhere. */
export const toast = {
  show: (text: string, action?: Toast["action"]) => useToasts.getState().show({ text, action }),
  good: (text: string, action?: Toast["action"]) => useToasts.getState().show({ text, action, tone: "good" }),
  bad: (text: string, action?: Toast["action"]) => useToasts.getState().show({ text, action, tone: "bad" }),
  stay: (text: string) => useToasts.getState().show({ text, life: 0 }),
  update: (id: number, changes: Partial<Omit<Toast, "id">>) => useToasts.getState().update(id, changes),
  close: (id: number) => useToasts.getState().close(id),
};
