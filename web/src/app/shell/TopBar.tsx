import { Link } from "react-router";
import { Bell } from "@/areas/bell/Bell";
import { usePalette } from "@/areas/palette/state";
import { useT } from "@/kernel/i18n";
import { openCreate } from "@/records/create/state";
import { can, useSchema } from "@/schema";
import { Button, Icon, IconButton, Kbd, Menu, moduleIcon, Seal } from "@/ui";
import styles from "./TopBar.module.css";
import { useLocaleEntries, useThemeEntries } from "./useAccountMenu";
import { useCurrentModule } from "./useCurrentModule";

/** Search, create, bell, appearance, language. */
export function TopBar({ phone }: { phone: boolean }) {
  const t = useT();
  const openPalette = usePalette((state) => state.open);
  return (
    <header className={styles.bar}>
      {phone && (
        <Link to="/today" aria-label={t("shell.today")} className={styles.home}>
          <Seal size={28} />
        </Link>
      )}
      <button
        type="button"
        className={styles.search}
        onClick={() => openPalette()}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" size={16} />
        <span className="ellipsis">{t("shell.searchEverything")}</span>
        {!phone && <Kbd keys="mod+K" />}
      </button>
      <div className={styles.deeds}>
        {!phone && <CreateButton />}
        <Bell />
        {!phone && <Looks />}
      </div>
    </header>
  );
}

function CreateButton() {
  const t = useT();
  const current = useCurrentModule();
  const modules = useSchema().modules.filter((module) => can(module, "create"));
  if (modules.length === 0) return null;
  const main = current && can(current, "create") ? current : modules[0];
  const entries = modules.map((module) => ({
    key: module.key,
    label: module.label,
    icon: moduleIcon(module.icon || module.key),
    end: module.key === main?.key ? <Kbd keys="C" /> : undefined,
    onClick: () => openCreate(module.key),
  }));
  return (
    <Menu label={t("shell.new")} entries={entries} width={190}>
      <Button kind="primary" icon="plus">
        {t("shell.new")}
      </Button>
    </Menu>
  );
}

function Looks() {
  const t = useT();
  const theme = useThemeEntries();
  const locales = useLocaleEntries();
  return (
    <>
      <Menu label={t("shell.theme")} entries={theme} width={190}>
        <IconButton icon="moon" label={t("shell.theme")} tip={false} />
      </Menu>
      <Menu label={t("shell.language")} entries={locales} width={190}>
        <IconButton icon="language" label={t("shell.language")} tip={false} />
      </Menu>
    </>
  );
}
