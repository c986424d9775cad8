import { NavLink, useLocation, useNavigate } from "react-router";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { openCreate } from "@/records/create/state";
import { can, useMe, useSchema } from "@/schema";
import { Avatar, Icon, Sheet } from "@/ui";
import styles from "./BottomBar.module.css";
import { type NavItem, navGroups, toolItems } from "./nav";
import { useShell } from "./state";
import { logout, useLocaleEntries, useThemeEntries } from "./useAccountMenu";
import { useCurrentModule } from "./useCurrentModule";

/** The five slots of the phone: today, two modules, create, and the rest. */
export function BottomBar() {
  const t = useT();
  const schema = useSchema();
  const current = useCurrentModule();
  const setMore = useShell((state) => state.setMore);
  const [today, ...modules] = navGroups(schema, t).flatMap((group) => group.items);
  const target =
    current && can(current, "create") ? current : schema.modules.find((module) => can(module, "create"));
  return (
    <>
      <nav className={styles.bar} aria-label={t("shell.nav")}>
        {today && <Slot item={today} />}
        {modules[0] && <Slot item={modules[0]} />}
        <button
          type="button"
          className={styles.create}
          aria-label={target ? `${t("shell.new")} · ${target.label}` : t("shell.new")}
          disabled={!target}
          onClick={() => target && openCreate(target.key)}
        >
          <Icon name="plus" size={22} />
        </button>
        {modules[1] && <Slot item={modules[1]} />}
        <button type="button" className={styles.slot} onClick={() => setMore(true)} aria-haspopup="dialog">
          <Icon name="dots" size={20} />
          {t("shell.more")}
        </button>
      </nav>
      <MoreSheet modules={modules.slice(2)} />
    </>
  );
}

function Slot({ item }: { item: NavItem }) {
  return (
    <NavLink to={item.to} className={styles.slot}>
      <Icon name={item.icon} size={20} />
      <span className="ellipsis">{item.label}</span>
    </NavLink>
  );
}

function MoreSheet({ modules }: { modules: NavItem[] }) {
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
  const items = [...modules, ...toolItems(schema, me, t)];
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
