import { askAhead } from "@/api/client";
import type { SchemaPayload } from "@/api/types";
import { boot } from "@/kernel/boot";
import { markLocale } from "@/kernel/locale";
import { questionsOf } from "./questions";

// A script of its own that waits for no other: what the first screen shows is on its way before React is.
const start = boot();
if (start.user && start.schema) {
  markLocale(start.user.locale);
  const questions = questionsOf(new URL(location.href), start.schema as SchemaPayload, start.prefs ?? {});
  for (const question of questions) askAhead(question);
}
