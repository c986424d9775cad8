import { type Session, security } from "@/api/security";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { Broken, Button, Pill, Skeleton } from "@/ui";
import { Line } from "./Line";
import styles from "./security.module.css";
import { useDeed, useSessions } from "./useSecurity";

/** Where one is signed in, and the end of it. */
export function SessionList() {
  const t = useT();
  const found = useSessions();
  const end = useDeed(security.endSession, t("security.signedOut"));
  const endOthers = useDeed(security.endOthers, t("security.signedOut"));
  if (found.error) return <Broken error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={3} />;
  return (
    <>
      <p className="quiet">{t("security.sessionsHelp")}</p>
      <ul className={styles.list}>
        {found.data.map((one) => (
          <SessionLine key={one.id} session={one} onEnd={() => end.mutate(one.id)} />
        ))}
      </ul>
      {found.data.length > 1 && (
        <div className={styles.foot}>
          <Button icon="logout" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t("security.signOutOthers")}
          </Button>
        </div>
      )}
    </>
  );
}

function SessionLine({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useT();
  const device = session.device || t("security.unknownDevice");
  const times = [
    t("security.started", { day: formatInstant(session.started_at) }),
    t("security.seen", { day: formatInstant(session.seen_at) }),
  ];
  return (
    <Line
      icon={session.phone ? "device-mobile" : "device-desktop"}
      title={
        <>
          {device}
          {session.current && <Pill pigment="malachite">{t("security.thisDevice")}</Pill>}
        </>
      }
      text={[session.address, ...times].join(" · ")}
    >
      {!session.current && (
        <Button kind="quiet" aria-label={`${t("security.signOut")} ${device}`} onClick={onEnd}>
          {t("security.signOut")}
        </Button>
      )}
    </Line>
  );
}
