import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { security } from "@/api/security";
import type { Person } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { Button, Confirm, toast } from "@/ui";
import styles from "./people.module.css";
import { refreshPeople } from "./usePeople";

/** A colleague lost the phone, or somebody else uses the account: out everywhere, or without second factor. */
export function AccessPart({ person }: { person: Person }) {
  const t = useT();
  const [sure, setSure] = useState(false);
  const signOut = useMutation({
    mutationFn: () => security.signOut(person.id),
    onSuccess: () => toast.good(t("people.signOutDone", { name: person.name })),
    onError: (error) => toast.bad(error.message),
  });
  const takeAway = useMutation({
    mutationFn: () => security.takeAway(person.id),
    onSuccess: () => {
      toast.good(t("people.takeAwayDone", { name: person.name }));
      void refreshPeople();
    },
    onError: (error) => toast.bad(error.message),
  });
  if (!person.active) return null;
  return (
    <div className={styles.ways}>
      <p className="quiet">{t("people.lostAccess")}</p>
      <div className={styles.buttons}>
        <Button icon="logout" busy={signOut.isPending} onClick={() => signOut.mutate()}>
          {t("people.signOut")}
        </Button>
        {person.second_factor && !takeAway.isSuccess && (
          <Button kind="quiet" icon="shield" busy={takeAway.isPending} onClick={() => setSure(true)}>
            {t("people.takeAway")}
          </Button>
        )}
      </div>
      <Confirm
        open={sure}
        title={t("people.takeAway")}
        text={t("people.takeAwayText", { name: person.name })}
        confirm={t("people.takeAway")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          takeAway.mutate();
          setSure(false);
        }}
        onClose={() => setSure(false)}
      />
    </div>
  );
}
