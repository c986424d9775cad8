import { useNavigate } from "react-router";
import { session } from "@/api/session";
import { useT } from "@/kernel/i18n";
import { LOCALE_NAMES, LOCALES } from "@/kernel/locale";
import { type ThemeWish, useTheme } from "@/kernel/theme";
import { chooseLocale, useLocaleCode } from "@/schema";
import type { MenuEntry } from "@/ui";
import { toast } from "@/ui";
import { useShell } from "./state";

/** Ends the session and starts from a clean page, so that nothing of it stays in memory. */
export async function logout(): Promise<void> {
  try {
    await session.logout();
    location.assign("/login");
  } catch (error) {
    toast.bad(error instanceof Error ? error.message : String(error));
  }
}

export function useThemeEntries(): MenuEntry[] {
  const t = useT();
  const { wish, set } = useTheme();
  const option = (value: ThemeWish, icon: MenuEntry["icon"], label: string): MenuEntry => ({
    key: value,
    icon,
    label,
    checked: wish === value,
    onClick: () => set(value),
  });
  return [
    option("light", "sun", t("shell.light")),
    option("dark", "moon", t("shell.dark")),
    option("system", "device-desktop", t("shell.system")),
  ];
}

export function useLocaleEntries(): MenuEntry[] {
  const current = useLocaleCode();
  return LOCALES.map((code) => ({
    key: code,
    label: LOCALE_NAMES[code],
    checked: code === current,
    onClick: () => void chooseLocale(code).catch((error: Error) => toast.bad(error.message)),
  }));
}

/** Profile, help, log out. */
export function useAccountMenu(): MenuEntry[] {
  const t = useT();
  const navigate = useNavigate();
  const setHelp = useShell((state) => state.setHelp);
  return [
    { key: "profile", icon: "user", label: t("shell.profile"), onClick: () => navigate("/profile") },
    { key: "security", icon: "shield", label: t("shell.security"), onClick: () => navigate("/me/security") },
    { key: "help", icon: "help", label: t("shell.help"), onClick: () => setHelp(true) },
    { key: "logout", icon: "logout", label: t("shell.logout"), divided: true, onClick: () => void logout() },
  ];
}
