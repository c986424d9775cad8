import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Identity, identity, type Place } from "@/api/security";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { Button, Confirm, Section, toast } from "@/ui";
import { DirectoryDialog } from "./DirectoryDialog";
import { Line } from "./Line";
import styles from "./security.module.css";
import { useDeed } from "./useSecurity";

/** Identities by which one may sign in; absent where the company has no provider and no directory. */
export function IdentityList() {
  const t = useT();
  const [linking, setLinking] = useState<Place | null>(null);
  const [leaving, setLeaving] = useState<Identity | null>(null);
  const found = useQuery({ queryKey: ["security", "identities"], queryFn: identity.own });
  const unlink = useDeed(identity.unlink, t("security.removed"));
  const link = useMutation({
    mutationFn: identity.link,
    onSuccess: ({ url }) => location.assign(url),
    onError: (error) => toast.bad(error.message),
  });
  const { identities = [], providers = [], directories = [] } = found.data ?? {};
  if (identities.length + providers.length + directories.length === 0) return null;
  const unlinked = directories.filter(({ id }) => identities.every((one) => one.directory !== id));
  return (
    <Section title={t("security.identities")}>
      <p className="quiet">{t("security.identitiesHelp")}</p>
      <ul className={styles.list}>
        {identities.map((one) => (
          <Line
            key={one.id}
            icon="link"
            title={one.name}
            text={t("security.linkedSince", { day: formatInstant(one.created_at) })}
          >
            <Button kind="quiet" onClick={() => setLeaving(one)}>
              {t("security.unlink")}
            </Button>
          </Line>
        ))}
      </ul>
      {providers.length + unlinked.length > 0 && (
        <div className={`${styles.foot} ${styles.deeds}`}>
          {providers.map(({ id, name }) => (
            <Button key={id} icon="link" busy={link.isPending} onClick={() => link.mutate(id)}>
              {t("security.link", { name })}
            </Button>
          ))}
          {unlinked.map((one) => (
            <Button key={one.id} icon="link" onClick={() => setLinking(one)}>
              {t("security.link", { name: one.name })}
            </Button>
          ))}
        </div>
      )}
      {linking && <DirectoryDialog directory={linking} onClose={() => setLinking(null)} />}
      <Confirm
        open={leaving !== null}
        title={t("security.unlink")}
        text={t("security.unlinkText")}
        confirm={t("security.unlink")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          if (leaving) unlink.mutate(leaving.id);
          setLeaving(null);
        }}
        onClose={() => setLeaving(null)}
      />
    </Section>
  );
}
