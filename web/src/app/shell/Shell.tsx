import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { Outlet, useLocation } from "react-router";
import { forgetAhead } from "@/api/ahead";
import { cache } from "@/api/cache";
import { useT } from "@/kernel/i18n";
import { SchemaProvider, useIndexed, useSchemaQuery } from "@/schema";
import { Broken, Loading, useIsPhone } from "@/ui";
import { BottomBar } from "./BottomBar";
import { DemoBar } from "./DemoBar";
import { Overlays, useGlobalKeys } from "./Overlays";
import { SettingsNav } from "./SettingsNav";
import styles from "./Shell.module.css";
import { Sidebar } from "./Sidebar";
import { useShell } from "./state";
import { TopBar } from "./TopBar";

/** The frame around every signed-in screen, with the cache of server state that the gate does not need. */
export function Component() {
  return (
    <QueryClientProvider client={cache}>
      <SchemaGate />
    </QueryClientProvider>
  );
}

/** Waits for the schema once. */
function SchemaGate() {
  const query = useSchemaQuery();
  const schema = useIndexed(query.data);
  if (!schema) {
    return (
      <div className={styles.wait}>
        {query.error ? <Broken error={query.error} retry={() => query.refetch()} /> : <Loading />}
      </div>
    );
  }
  return (
    <SchemaProvider schema={schema}>
      <Frame />
    </SchemaProvider>
  );
}

function Frame() {
  const t = useT();
  const phone = useIsPhone();
  const collapsed = useShell((state) => state.collapsed);
  const late = useAfterPaint();
  useGlobalKeys();
  return (
    <div className={styles.shell} data-collapsed={collapsed || undefined}>
      <a href="#main" className={styles.skip}>
        {t("shell.skip")}
      </a>
      {!phone && <Sidebar />}
      <div className={styles.sheet}>
        <TopBar phone={phone} />
        <DemoBar />
        <main id="main" className={styles.main} tabIndex={-1}>
          <SettingsNav />
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {phone && <BottomBar />}
      {late && <Overlays />}
      <FocusOnRoute />
    </div>
  );
}

/** Dialogs and panels wait until the screen stands. */
function useAfterPaint(): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
      forgetAhead();
    }, 0);
    return () => clearTimeout(timer);
  }, []);
  return late;
}

/** After a change of screen the keyboard starts at its content, not at the body. */
function FocusOnRoute() {
  const { pathname } = useLocation();
  const [first, setFirst] = useState(pathname);
  useEffect(() => {
    if (first === pathname) return;
    setFirst("");
    const main = document.getElementById("main");
    if (main && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }, [pathname, first]);
  return null;
}
