import { useState } from "react";
import { cache } from "@/api/cache";
import { identity, type Provider } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { Button, Section } from "@/ui";
import { ProviderDialog } from "./ProviderDialog";
import styles from "./people.module.css";
import { ServerLine } from "./ServerLine";
import { PROVIDERS } from "./useSignInSettings";

/** The identity providers by which people may sign in. */
export function Providers({ providers }: { providers: Provider[] }) {
  const t = useT();
  const [open, setOpen] = useState<Provider | "new" | null>(null);
  return (
    <Section
      title={t("people.providers")}
      actions={
        <Button kind="text" icon="plus" onClick={() => setOpen("new")}>
          {t("people.addProvider")}
        </Button>
      }
    >
      <p className="quiet">{t("people.providersText")}</p>
      <ul className={styles.departments}>
        {providers.map((one) => (
          <ServerLine
            key={one.id}
            server={one}
            address={one.issuer}
            list={PROVIDERS}
            api={identity}
            test={() => identity.test(one.id).then(() => t("people.testGood"))}
            onEdit={() => setOpen(one)}
          />
        ))}
      </ul>
      {open && (
        <ProviderDialog
          provider={open === "new" ? null : open}
          onClose={() => {
            setOpen(null);
            void cache.invalidateQueries({ queryKey: PROVIDERS });
          }}
        />
      )}
    </Section>
  );
}
