import { useLocation, useNavigate } from "react-router";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { useMe, useSchema } from "@/schema";
import { Avatar, Icon, Sheet } from "@/ui";
import styles from "./BottomBar.module.css";
import { footItems, type NavItem } from "./nav";
import { useShell } from "./state";
import { logout, useLocaleEntries, useThemeEntries } from "./useAccountMenu";

/** On a phone: everything that has no slot of its own. */
export function MoreSheet({ modules }: { modules: NavItem[] }) {
  const t = useT();
  const schema = useSchema();
  const me = useMe();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { more, setMore } = useShell();
  const go = (to: string) => {
    setMore(false);
    navigate(to);
  };
  const name = me?.name ?? boot().user?.name ?? "";
  const items = [...modules, ...footItems(schema, me, t)];
  return (
    <Sheet open={more} onClose={() => setMore(false)} title={t("shell.more")} closeLabel={t("common.close")}>
      <button type="button" className={styles.line} onClick={() => go("/profile")}>
        <Avatar name={name} size={36} />
        <span>
          <strong>{name}</strong>
          <span className="quiet"> {me?.company}</span>
        </span>
      </button>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className={styles.line}
          aria-current={pathname.startsWith(item.to) ? "page" : undefined}
          onClick={() => go(item.to)}
        >
          <Icon name={item.icon} size={20} />
          {item.label}
        </button>
      ))}
      <Choices label={t("shell.theme")} entries={useThemeEntries()} />
      <Choices label={t("shell.language")} entries={useLocaleEntries()} />
      <button type="button" className={styles.line} onClick={() => void logout()}>
        <Icon name="logout" size={20} />
        {t("shell.logout")}
      </button>
    </Sheet>
  );
}

function Choices({ label, entries }: { label: string; entries: ReturnType<typeof useThemeEntries> }) {
  return (
    <fieldset className={styles.choices}>
      <legend>{label}</legend>
      {entries.map((entry) => (
        <button key={entry.key} type="button" aria-pressed={entry.checked} onClick={entry.onClick}>
          {entry.label}
        </button>
      ))}
    </fieldset>
  );
}
