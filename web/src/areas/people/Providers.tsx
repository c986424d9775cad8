import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { identity, type Provider } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Button, Confirm, Section, Switch, toast } from "@/ui";
import { ProviderDialog } from "./ProviderDialog";
import styles from "./people.module.css";

const KEY = ["people", "providers"];

/** The identity providers by which people may sign in. */
export function Providers() {
  const t = useT();
  const me = useMe();
  const may = Boolean(me?.verbs["settings.manage"]);
  const [open, setOpen] = useState<Provider | "new" | null>(null);
  const found = useQuery({ queryKey: KEY, queryFn: identity.providers, enabled: may });
  if (!found.data) return null;
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
        {found.data.providers.map((one) => (
          <ProviderLine key={one.id} provider={one} onEdit={() => setOpen(one)} />
        ))}
      </ul>
      {open && (
        <ProviderDialog
          provider={open === "new" ? null : open}
          onClose={() => {
            setOpen(null);
            void cache.invalidateQueries({ queryKey: KEY });
          }}
        />
      )}
    </Section>
  );
}

function ProviderLine({ provider, onEdit }: { provider: Provider; onEdit: () => void }) {
  const t = useT();
  const [sure, setSure] = useState(false);
  const refresh = () => void cache.invalidateQueries({ queryKey: KEY });
  const onError = (error: Error) => toast.bad(error.message);
  const test = useMutation({
    mutationFn: () => identity.test(provider.id),
    onSuccess: () => toast.good(t("people.testGood")),
    onError,
  });
  const change = useMutation({
    mutationFn: (active: boolean) => identity.change(provider.id, { active }),
    onSuccess: refresh,
    onError,
  });
  const remove = useMutation({ mutationFn: () => identity.remove(provider.id), onSuccess: refresh, onError });
  return (
    <li className={styles.provider}>
      <span>
        <strong>{provider.name}</strong>
        <span className="quiet">{provider.issuer}</span>
      </span>
      <Switch
        label={t("people.providerActive")}
        checked={provider.active}
        onChange={(on) => change.mutate(on)}
      />
      <span className={styles.buttons}>
        <Button busy={test.isPending} onClick={() => test.mutate()}>
          {t("people.testProvider")}
        </Button>
        <Button kind="quiet" onClick={onEdit}>
          {t("common.edit")}
        </Button>
        <Button kind="quiet" icon="trash" onClick={() => setSure(true)}>
          {t("common.delete")}
        </Button>
      </span>
      <Confirm
        open={sure}
        title={t("people.removeProvider", { name: provider.name })}
        text={t("people.removeProviderText")}
        confirm={t("common.delete")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          remove.mutate();
          setSure(false);
        }}
        onClose={() => setSure(false)}
      />
    </li>
  );
}
