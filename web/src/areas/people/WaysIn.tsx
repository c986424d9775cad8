import { useMutation } from "@tanstack/react-query";
import type { Person } from "@/api/types";
import { people } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Button, toast } from "@/ui";
import styles from "./people.module.css";
import { refreshPeople } from "./usePeople";

interface WaysInProps {
  person: Person;
  making: boolean;
  error?: string;
  onLink: () => void;
  onClose: () => void;
}

/** Links by which a colleague comes in: to join, or with a new password; and the end of an invitation. */
export function WaysIn({ person, making, error, onLink, onClose }: WaysInProps) {
  const t = useT();
  const me = useMe();
  const withdraw = useMutation({
    mutationFn: () => people.withdraw(person.id),
    onSuccess: () => {
      toast.good(t("people.withdrawDone", { name: person.name }));
      void refreshPeople();
      onClose();
    },
  });
  // Whoever is not allowed in gets no link, and the own password is changed in the own profile.
  if (person.active !== person.joined || person.id === me?.id) return null;
  const elsewhere = person.joined && !person.has_password;
  const text = elsewhere
    ? "byDirectory"
    : person.joined
      ? "forgotten"
      : person.invited
        ? "notJoined"
        : "notAwaited";
  const label = elsewhere
    ? "localPassword"
    : person.joined
      ? "passwordLink"
      : person.invited
        ? "newLink"
        : "inviteAgain";
  return (
    <div className={styles.ways}>
      <p className="quiet" role={error || withdraw.error ? "alert" : undefined}>
        {error ?? withdraw.error?.message ?? t(`people.${text}`)}
      </p>
      <div className={styles.buttons}>
        <Button icon="link" busy={making} onClick={onLink}>
          {t(`people.${label}`)}
        </Button>
        {person.invited && (
          <Button kind="quiet" icon="ban" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t("people.withdraw")}
          </Button>
        )}
      </div>
    </div>
  );
}
