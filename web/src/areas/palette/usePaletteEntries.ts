import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { lookups } from "@/api/records";
import type { SearchGroup } from "@/api/types";
import { readableFacts } from "@/kernel/facts";
import { type T, useT } from "@/kernel/i18n";
import { useTheme } from "@/kernel/theme";
import { openCreate } from "@/records/create/state";
import { can, groupedModules, type Schema, useSchema } from "@/schema";
import { type IconName, moduleIcon } from "@/ui";
import { recents } from "./recents";

export interface PaletteEntry {
  key: string;
  group: string;
  label: string;
  hint?: string;
  icon?: IconName;
  to?: string;
  run?: () => void;
}

function places(schema: Schema, t: T): PaletteEntry[] {
  const group = t("palette.go");
  const modules = groupedModules(schema).flatMap((one) => one.modules);
  return [
    { key: "today", group, label: t("shell.today"), icon: "home", to: "/today" },
    ...modules.map(
      (module): PaletteEntry => ({
        key: `go-${module.key}`,
        group,
        label: module.plural,
        icon: moduleIcon(module.icon || module.key),
        to: `/m/${module.key}`,
      }),
    ),
    { key: "imports", group, label: t("shell.imports"), icon: "upload", to: "/imports" },
    { key: "profile", group, label: t("shell.profile"), icon: "user", to: "/profile" },
  ];
}

function actions(schema: Schema, t: T, dark: boolean): PaletteEntry[] {
  const group = t("palette.actions");
  const { set } = useTheme.getState();
  return [
    ...schema.modules
      .filter((module) => can(module, "create"))
      .map(
        (module): PaletteEntry => ({
          key: `new-${module.key}`,
          group,
          label: t("palette.create", { name: module.label }),
          icon: "plus",
          run: () => openCreate(module.key),
        }),
      ),
    {
      key: "theme",
      group,
      label: t(dark ? "palette.themeLight" : "palette.themeDark"),
      icon: dark ? "sun" : "moon",
      run: () => set(dark ? "light" : "dark"),
    },
  ];
}

function hits(groups: SearchGroup[]): PaletteEntry[] {
  return groups.flatMap((group) =>
    group.hits.map((hit) => ({
      key: `${group.module}-${hit.id}`,
      group: group.label,
      label: hit.title,
      hint: readableFacts(hit.subtitle),
      to: `/m/${group.module}/${hit.id}`,
    })),
  );
}

const matches = (entry: PaletteEntry, wish: string) => entry.label.toLowerCase().includes(wish);

/** Records from the server, then actions and places whose names match; recents while nothing is typed. */
export function usePaletteEntries(text: string, settled: string): { entries: PaletteEntry[]; busy: boolean } {
  const t = useT();
  const schema = useSchema();
  const dark = useTheme((state) => state.scheme === "dark");
  const query = useQuery({
    queryKey: ["search", settled],
    queryFn: ({ signal }) => lookups.search(settled, 6, signal),
    enabled: settled.length > 0,
    placeholderData: keepPreviousData,
  });
  const wish = text.trim().toLowerCase();
  const entries = useMemo(() => {
    const own = [...actions(schema, t, dark), ...places(schema, t)];
    if (!wish) {
      const group = t("palette.recent");
      return [...recents().map((one) => ({ ...one, key: `recent-${one.to}`, group })), ...own];
    }
    const found = settled ? hits(query.data?.groups ?? []) : [];
    const more: PaletteEntry[] =
      found.length > 0
        ? [
            {
              key: "all",
              group: t("palette.go"),
              label: t("palette.all"),
              icon: "search",
              to: `/search?q=${encodeURIComponent(settled)}`,
            },
          ]
        : [];
    return [...found, ...own.filter((entry) => matches(entry, wish)), ...more];
  }, [schema, t, dark, wish, settled, query.data]);
  return { entries, busy: query.isFetching };
}
