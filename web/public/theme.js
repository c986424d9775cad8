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

  // Somebody who is signed in needs these next; asked for now, they come beside the entry and not after it.
  const known = document.currentScript;
  const boot = JSON.parse(document.getElementById("boot")?.textContent || "{}");
  const ahead = (key, more) => {
    const href = known?.getAttribute(`data-${key}`);
    if (href) document.head.append(Object.assign(document.createElement("link"), { href, ...more }));
  };
  if (boot.user) {
    ahead("work-style", { rel: "preload", as: "style", crossOrigin: "" });
    ahead("work", { rel: "modulepreload" });
  }
  if (boot.locale) ahead(boot.locale.toLowerCase(), { rel: "modulepreload" });
})();
