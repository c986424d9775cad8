import type { ImportProject } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { CopyLine, Section } from "@/ui";
import styles from "./Imports.module.css";
import { useInvitations } from "./useImport";

/** The links of people whom this import invited: they are shown now and never again. */
export function Invitations({ project }: { project: ImportProject }) {
  const t = useT();
  const invitations = useInvitations(project.id);
  if (invitations.length === 0) return null;
  return (
    <Section title={t("imports.invited", { n: invitations.length })}>
      <p className="quiet">{t("imports.invitedText")}</p>
      <ul className={styles.pairs}>
        {invitations.map((one) => (
          <li key={one.link}>
            <b className="ellipsis">{one.name}</b>
            <CopyLine
              label={t("imports.linkOf", { name: one.name })}
              text={new URL(one.link, location.href).href}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
