import { boot } from "@/kernel/boot";
import { switchTexts, useT } from "@/kernel/i18n";
import { LOCALE_NAMES, LOCALES } from "@/kernel/locale";
import { useLocaleCode } from "@/schema";
import { Seal, useDocumentTitle } from "@/ui";
import styles from "./DoorFrame.module.css";
import { InkNetwork } from "./InkNetwork";

interface DoorFrameProps {
  title: string;
  lead: string;
  children: React.ReactNode;
}

/** The gate: what the product stands for on the left, one task on the right. */
export function DoorFrame({ title, lead, children }: DoorFrameProps) {
  const t = useT();
  const current = useLocaleCode();
  useDocumentTitle(title);
  return (
    <div className={styles.door}>
      <aside className={styles.picture}>
        <div className={styles.brand}>
          <Seal size={44} />
          <span className="display">关系 · Guanxi</span>
        </div>
        <InkNetwork />
        <div>
          <p className={`${styles.tagline} display`}>
            {t("door.tagline1")}
            <br />
            {t("door.tagline2")}
          </p>
          <p className={styles.pitch}>{t("door.pitch")}</p>
        </div>
      </aside>
      <main className={styles.task}>
        <nav className={styles.languages} aria-label={t("shell.language")}>
          {LOCALES.map((code) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-pressed={code === current}
              onClick={() => void switchTexts(code)}
            >
              {LOCALE_NAMES[code]}
            </button>
          ))}
        </nav>
        <div className={styles.inner}>
          <div className={styles.phoneBrand}>
            <Seal size={40} />
            <span className="display">{boot().company || "关系 Guanxi"}</span>
          </div>
          <h1 className={`${styles.title} display`}>{title}</h1>
          <p className={styles.lead}>{lead}</p>
          {children}
        </div>
      </main>
    </div>
  );
}
