import { Navigate, NavLink, useLocation } from "react-router";
import { useT } from "@/kernel/i18n";
import { useMe, useSchema } from "@/schema";
import { settingsItems } from "./nav";
import styles from "./SettingsNav.module.css";

/** On the screens of the settings: the way from one to the other. */
export function SettingsNav() {
  const t = useT();
  const items = settingsItems(useSchema(), useMe(), t);
  const { pathname } = useLocation();
  if (!pathname.startsWith("/settings") || items.length < 2) return null;
  return (
    <nav className={styles.nav} aria-label={t("shell.settings")}>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <NavLink to={item.to} className={styles.link}>
              {item.label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The settings without saying which: the first that the person may open. */
export function SettingsHome() {
  const t = useT();
  const first = settingsItems(useSchema(), useMe(), t)[0];
  return <Navigate to={first?.to ?? "/today"} replace />;
}
