import { useQueries, useQuery } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";
import { type Sight, sharing } from "@/api/sharing";
import { useT } from "@/kernel/i18n";
import { type Module, useMe } from "@/schema";
import { Avatar, Broken, Button, Dialog, Icon, Loading } from "@/ui";
import { Former } from "./Former";
import { useObstacleWords, useReasonWords } from "./reasons";
import styles from "./sharing.module.css";

interface AccessDialogProps {
  module: Module;
  id: string;
  title: string;
  onClose: () => void;
}

const VERBS = ["view", "edit", "delete", "assign", "share"] as const;

/** What I may do with a record, and who else sees it: each with the reason. */
export function AccessDialog({ module, id, title, onClose }: AccessDialogProps) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={t("sharing.accessTitle", { name: title })}
      closeLabel={t("common.close")}
      footer={<Button onClick={onClose}>{t("sharing.done")}</Button>}
    >
      <Mine module={module} id={id} />
      <Everybody module={module} id={id} />
      <Former module={module} id={id} />
    </Dialog>
  );
}

function Mine({ module, id }: { module: Module; id: string }) {
  const t = useT();
  const reason = useReasonWords();
  const obstacle = useObstacleWords();
  const answers = useQueries({
    queries: VERBS.map((verb) => ({
      queryKey: ["why", module.key, id, verb],
      queryFn: () => sharing.why(module.key, id, verb),
    })),
  });
  return (
    <section>
      <h3 className={styles.heading}>{t("sharing.mine")}</h3>
      <dl className={styles.verbs}>
        {VERBS.map((verb, index) => {
          const answer = answers[index]?.data;
          if (!answer) return null;
          const words = answer.allowed ? answer.reasons.map(reason) : answer.obstacles.map(obstacle);
          return (
            <div key={verb} data-allowed={answer.allowed}>
              <dt>
                <Icon name={answer.allowed ? "check" : "x"} size={16} />
                {t(`sharing.verb_${verb}`)}
                <span className="sr-only">{t(answer.allowed ? "sharing.allowed" : "sharing.refused")}</span>
              </dt>
              <dd className="quiet">{words.join(t("sharing.and"))}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Everybody({ module, id }: { module: Module; id: string }) {
  const t = useT();
  const found = useQuery({
    queryKey: ["access", module.key, id],
    queryFn: () => sharing.everybody(module.key, id),
    retry: false,
  });
  const closed = found.error instanceof ApiProblem && found.error.status === 403;
  return (
    <section>
      <h3 className={styles.heading}>
        {found.data ? t("sharing.everybodyN", { n: found.data.total }) : t("sharing.everybody")}
      </h3>
      {closed ? (
        <p className="quiet">{t("sharing.notTold")}</p>
      ) : found.error ? (
        <Broken error={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        <People people={found.data.people} total={found.data.total} />
      ) : (
        <Loading />
      )}
    </section>
  );
}

function People({ people, total }: { people: Sight[]; total: number }) {
  const t = useT();
  const reason = useReasonWords();
  const me = useMe();
  return (
    <>
      <ul className={styles.list}>
        {people.map((one) => (
          <li key={one.person.id} className={styles.person}>
            <Avatar name={one.person.name} size={28} />
            <span>
              <strong>{one.person.name}</strong>
              {one.person.id === me?.id && <span className="quiet"> {t("sharing.you")}</span>}
              <span className={styles.why}>{one.reasons.map(reason).join(t("sharing.and"))}</span>
            </span>
          </li>
        ))}
      </ul>
      {total > people.length && <p className="quiet">{t("sharing.more", { n: total - people.length })}</p>}
    </>
  );
}
