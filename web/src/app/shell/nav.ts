import type { Me } from "@/api/types";
import type { T } from "@/kernel/i18n";
import { can, groupedModules, type Schema } from "@/schema";
import { type IconName, moduleIcon } from "@/ui";

export interface NavItem {
  key: string;
  to: string;
  label: string;
  icon: IconName;
}

export interface NavGroup {
  key: string;
  label: string;
  items: NavItem[];
}

const moduleItem = (module: { key: string; plural: string; label: string; icon: string }): NavItem => ({
  key: module.key,
  to: `/m/${module.key}`,
  label: module.plural || module.label,
  icon: moduleIcon(module.icon || module.key),
});

/** The sidebar as the schema and the person's rights make it. */
export function navGroups(schema: Schema, t: T): NavGroup[] {
  const home: NavGroup = {
    key: "home",
    label: "",
    items: [{ key: "today", to: "/today", label: t("shell.today"), icon: "home" }],
  };
  const groups = groupedModules(schema).map(({ key, label, modules }) => ({
    key,
    label,
    items: modules.map(moduleItem),
  }));
  return [home, ...groups];
}

/** What stands at the foot of the sidebar: tools around the records. */
export function toolItems(schema: Schema, person: Me | undefined, t: T): NavItem[] {
  const items: NavItem[] = [];
  if (schema.modules.some((module) => can(module, "import"))) {
    items.push({ key: "imports", to: "/imports", label: t("shell.imports"), icon: "upload" });
  }
  const exporting = schema.modules.some((module) => can(module, "export"));
  if (exporting || person?.verbs["exports.approve"] || person?.verbs["audit.read"]) {
    items.push({ key: "exports", to: "/exports", label: t("shell.exports"), icon: "download" });
  }
  if (person?.verbs["people.manage"]) {
    items.push({ key: "people", to: "/settings/people", label: t("shell.people"), icon: "users-group" });
    items.push({ key: "structure", to: "/settings/structure", label: t("shell.structure"), icon: "sitemap" });
    items.push({ key: "roles", to: "/settings/roles", label: t("shell.roles"), icon: "id" });
    items.push({ key: "sharing", to: "/settings/sharing", label: t("shell.sharing"), icon: "share" });
  }
  if (schema.modules.some((module) => module.features.includes("tags"))) {
    items.push({ key: "tags", to: "/settings/tags", label: t("shell.tags"), icon: "tags" });
  }
  if (person?.verbs["audit.read"]) {
    items.push({ key: "audit", to: "/settings/audit", label: t("shell.audit"), icon: "shield" });
  }
  if (person?.verbs["settings.manage"]) {
    items.push({ key: "leaving", to: "/settings/leaving", label: t("shell.leaving"), icon: "lock" });
  }
  return items;
}

const SETTINGS = "/settings/";

/** The screens on which the house is arranged, as far as the person may. */
export function settingsItems(schema: Schema, person: Me | undefined, t: T): NavItem[] {
  return toolItems(schema, person, t).filter((item) => item.to.startsWith(SETTINGS));
}

/** The foot of the sidebar: several settings are one place there, and part on their own screens. */
export function footItems(schema: Schema, person: Me | undefined, t: T): NavItem[] {
  const settings = settingsItems(schema, person, t);
  const others = toolItems(schema, person, t).filter((item) => !item.to.startsWith(SETTINGS));
  if (settings.length < 2) return [...others, ...settings];
  return [...others, { key: "settings", to: "/settings", label: t("shell.settings"), icon: "settings" }];
}

// 客户 is what people say for the companies that they sell to; the rest takes what is left.
const FIRST: Record<string, string> = { accounts: "c" };

/** A letter for each module after `G`: its customary one, else the first of its key that is still free. */
export function goLetters(schema: Schema): { letter: string; item: NavItem }[] {
  const modules = groupedModules(schema).flatMap((group) => group.modules);
  const customary = modules.flatMap((module) => FIRST[module.key] ?? []);
  const taken = new Set(["t", ...customary]);
  return modules.flatMap((module) => {
    const letter =
      FIRST[module.key] ??
      [...module.key].find((character) => /[a-z]/.test(character) && !taken.has(character));
    if (!letter) return [];
    taken.add(letter);
    return [{ letter, item: moduleItem(module) }];
  });
}
