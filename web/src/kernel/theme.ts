import { create } from "zustand";

export type ThemeWish = "light" | "dark" | "system";
export type Scheme = "light" | "dark";

const KEY = "guanxi.theme";
const media = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : null;

function stored(): ThemeWish {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

function resolve(wish: ThemeWish): Scheme {
  if (wish !== "system") return wish;
  return media?.matches ? "dark" : "light";
}

interface ThemeState {
  wish: ThemeWish;
  scheme: Scheme;
  set: (wish: ThemeWish) => void;
}

/** Light, dark or as the system; the attribute on <html> is what the styles read. */
export const useTheme = create<ThemeState>((set) => ({
  wish: stored(),
  scheme: resolve(stored()),
  set: (wish) => {
    try {
      localStorage.setItem(KEY, wish);
    } catch {
      // A closed storage only costs remembering.
    }
    set({ wish, scheme: resolve(wish) });
  },
}));

function paint(scheme: Scheme): void {
  const root = document.documentElement;
  root.dataset.theme = scheme;
  root.dataset.mantineColorScheme = scheme;
}

useTheme.subscribe((state) => paint(state.scheme));
media?.addEventListener("change", () => {
  const { wish } = useTheme.getState();
  useTheme.setState({ scheme: resolve(wish) });
});
