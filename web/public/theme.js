// Runs before the first paint, so that a dark screen never flashes white.
(() => {
  const root = document.documentElement;
  let wish = "system";
  try {
    wish = localStorage.getItem("guanxi.theme") || "system";
  } catch {
    // Storage may be closed in private windows; the system's wish is then the best guess.
  }
  const dark = wish === "dark" || (wish === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  const scheme = dark ? "dark" : "light";
  root.dataset.theme = scheme;
  root.dataset.mantineColorScheme = scheme;
})();
