import { NavLink } from "react-router";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { useMe, useSchema } from "@/schema";
import { Avatar, Icon, IconButton, Menu, Seal, Tooltip } from "@/ui";
import { footItems, type NavItem, navGroups } from "./nav";
import styles from "./Sidebar.module.css";
import { useShell } from "./state";
import { useAccountMenu } from "./useAccountMenu";

/** The paper sidebar: the brand, the modules of the schema by group, the person. */
export function Sidebar() {
  const t = useT();
  const schema = useSchema();
  const me = useMe();
  const { collapsed, toggle } = useShell();
  return (
    <div className={styles.sidebar} data-collapsed={collapsed || undefined}>
      <div className={styles.brand}>
        <Seal size={34} />
        {!collapsed && (
          <div className={styles.words}>
            <strong className="display">关系</strong>
            <span className="ellipsis">{me?.company || boot().company || "Guanxi"}</span>
          </div>
        )}
        <IconButton
          icon="layout-sidebar"
          size="sm"
          className={styles.fold}
          label={collapsed ? t("shell.expand") : t("shell.collapse")}
          aria-expanded={!collapsed}
          onClick={toggle}
        />
      </div>
      <nav className={styles.nav} aria-label={t("shell.nav")}>
        {navGroups(schema, t).map((group) => (
          <div key={group.key} className={styles.group}>
            {group.label && !collapsed && <h2 className={styles.heading}>{group.label}</h2>}
            <NavList items={group.items} collapsed={collapsed} />
          </div>
        ))}
      </nav>
      <nav className={styles.tools} aria-label={t("shell.settings")}>
        <NavList items={footItems(schema, me, t)} collapsed={collapsed} />
      </nav>
      <Person collapsed={collapsed} />
    </div>
  );
}

function NavList({ items, collapsed }: { items: NavItem[]; collapsed: boolean }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.key}>
          {collapsed ? (
            <Tooltip label={item.label} position="right">
              <ItemLink item={item} collapsed />
            </Tooltip>
          ) : (
            <ItemLink item={item} />
          )}
        </li>
      ))}
    </ul>
  );
}

function ItemLink({
  item,
  collapsed,
  ...rest
}: { item: NavItem; collapsed?: boolean } & Record<string, unknown>) {
  return (
    <NavLink to={item.to} className={styles.item} aria-label={collapsed ? item.label : undefined} {...rest}>
      <Icon name={item.icon} size={18} />
      {!collapsed && <span className="ellipsis">{item.label}</span>}
    </NavLink>
  );
}

function Person({ collapsed }: { collapsed: boolean }) {
  const t = useT();
  const me = useMe();
  const entries = useAccountMenu();
  const name = me?.name ?? boot().user?.name ?? "";
  return (
    <Menu label={t("shell.account")} entries={entries} position="top-start" width={200}>
      <button type="button" className={styles.person}>
        <Avatar name={name} size={28} />
        <span className="sr-only">{collapsed ? `${name} · ${t("shell.account")}` : t("shell.account")}</span>
        {!collapsed && (
          <>
            <span className={styles.who}>
              <strong className="ellipsis">{name}</strong>
              <span className="ellipsis">{me?.department?.name ?? me?.roles[0]?.label ?? " "}</span>
            </span>
            <Icon name="settings" size={16} />
          </>
        )}
      </button>
    </Menu>
  );
}
