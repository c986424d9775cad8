import { create } from "zustand";

const useCount = create<{ files: number }>(() => ({ files: 0 }));

/** Whether a chosen file is still on its way: a form that is saved now would be saved without it. */
export function useSending(): boolean {
  return useCount((state) => state.files > 0);
}

/** Counts a file from its choice to its end, good or bad. */
export async function whileSending<T>(work: Promise<T>): Promise<T> {
  useCount.setState((state) => ({ files: state.files + 1 }));
  try {
    return await work;
  } finally {
    useCount.setState((state) => ({ files: state.files - 1 }));
  }
}
