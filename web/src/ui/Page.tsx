import { useEffect } from "react";
import styles from "./Page.module.css";

interface PageProps {
  title: string;
  /** Stands beside the title: a count, a date. */
  meta?: React.ReactNode;
  lead?: React.ReactNode;
  actions?: React.ReactNode;
  /** Reading width for text and settings; lists take all. */
  narrow?: boolean;
  children: React.ReactNode;
}

/** A screen with its title in Song type; names the browser tab too. */
export function Page({ title, meta, lead, actions, narrow, children }: PageProps) {
  useDocumentTitle(title);
  return (
    <div className={styles.page}>
      <div className={styles.inner} data-narrow={narrow || undefined}>
        <header className={styles.head}>
          <h1 className={`${styles.title} display`}>{title}</h1>
          {meta && <span className={styles.meta}>{meta}</span>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
      </div>
    </div>
  );
}

/** Names the browser tab after what is on screen. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · 关系 Guanxi` : "关系 Guanxi";
  }, [title]);
}

/** A titled part of a page, parted by a hairline and not by a card. */
export function Section({
  title,
  actions,
  children,
}: {
  title: React.ReactNode;
  actions?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2 className={styles.sectionTitle}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
