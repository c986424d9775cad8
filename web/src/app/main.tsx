import { createRoot } from "react-dom/client";
import { NetworkFault } from "@/api/problem";
import { boot } from "@/kernel/boot";
import { setZone } from "@/kernel/clock";
import { switchTexts, text } from "@/kernel/i18n";
import { App } from "./App";

const start = boot();
NetworkFault.words = () => text("error.network");
if (start.user) setZone(start.user.time_zone);

// Not awaited at the top: the bundler joins no chunks of a module that waits.
void switchTexts(start.user?.locale ?? start.locale).then(() => {
  const root = document.getElementById("root");
  if (root) createRoot(root).render(<App />);
});
