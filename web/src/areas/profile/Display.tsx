import { useMutation } from "@tanstack/react-query";
import { useLetterKeys } from "@/kernel/hotkeys";
import { useT } from "@/kernel/i18n";
import { LOCALE_NAMES, LOCALES, type LocaleCode } from "@/kernel/locale";
import { type ThemeWish, useTheme } from "@/kernel/theme";
import { chooseLocale, useLocaleCode } from "@/schema";
import { FieldGroup, Segmented, Switch, toast } from "@/ui";
import styles from "./profile.module.css";

/** Language, light or dark, and whether letters are shortcuts. */
export function Display() {
  const t = useT();
  const code = useLocaleCode();
  const { wish, set } = useTheme();
  const letters = useLetterKeys();
  const language = useMutation({
    mutationFn: chooseLocale,
    onError: (error) => toast.bad(error.message),
  });
  return (
    <div className={styles.form}>
      <FieldGroup label={t("shell.language")}>
        <div>
          <Segmented<LocaleCode>
            label={t("shell.language")}
            value={code}
            onChange={(next) => language.mutate(next)}
            options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
          />
        </div>
      </FieldGroup>
      <FieldGroup label={t("shell.theme")}>
        <div>
          <Segmented<ThemeWish>
            label={t("shell.theme")}
            value={wish}
            onChange={set}
            options={[
              { value: "light", label: t("shell.light") },
              { value: "dark", label: t("shell.dark") },
              { value: "system", label: t("shell.system") },
            ]}
          />
        </div>
      </FieldGroup>
      <Switch label={t("profile.letters")} checked={letters.on} onChange={letters.set} />
    </div>
  );
}
