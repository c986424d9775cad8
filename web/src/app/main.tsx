import { createRoot } from "react-dom/client";
import { boot } from "@/kernel/boot";
import { setZone } from "@/kernel/clock";
import { switchTexts } from "@/kernel/i18n";
import { App } from "./App";

const start = boot();
if (start.user) setZone(start.user.time_zone);
await switchTexts(start.user?.locale ?? start.locale);

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
