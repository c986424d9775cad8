import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Page, Pill, Section, Skeleton } from "@/ui";
import { AboutForm } from "./AboutForm";
import { Display } from "./Display";
import { PasswordForm } from "./PasswordForm";
import styles from "./profile.module.css";

/** One's own name, language, looks and password. */
export function Component() {
  const t = useT();
  const me = useMe();
  return (
    <Page title={t("profile.title")} narrow>
      {me ? (
        <>
          <Section title={t("profile.about")}>
            <AboutForm me={me} />
          </Section>
          <Section title={t("profile.roles")}>
            <div className={styles.roles}>
              {me.roles.map((role) => (
                <Pill key={role.key}>{role.label}</Pill>
              ))}
            </div>
          </Section>
          <Section title={t("profile.looks")}>
            <Display />
          </Section>
          <Section title={t("profile.password")}>
            {me.has_password ? (
              <PasswordForm username={me.username} />
            ) : (
              <p className="quiet">{t("profile.elsewhere")}</p>
            )}
          </Section>
        </>
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}
