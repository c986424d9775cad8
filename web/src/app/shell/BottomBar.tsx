import { Suspense, useState } from "react";
import { NavLink } from "react-router";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { openCreate } from "@/records/create/state";
import { can, useSchema } from "@/schema";
import { Icon } from "@/ui";
import styles from "./BottomBar.module.css";
import { type NavItem, navGroups } from "./nav";
import { useShell } from "./state";
import { useCurrentModule } from "./useCurrentModule";

const MoreSheet = late(async () => (await import("./MoreSheet")).MoreSheet);

/** The five slots of the phone: today, two modules, create, and the rest. */
export function BottomBar() {
  const t = useT();
  const schema = useSchema();
  const current = useCurrentModule();
  const { more, setMore } = useShell();
  // Once shown it stays, so that closing can be seen and gives the focus back.
  const [shown, setShown] = useState(false);
  if (more && !shown) setShown(true);
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
      <Suspense fallback={null}>{shown && <MoreSheet modules={modules.slice(2)} />}</Suspense>
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
