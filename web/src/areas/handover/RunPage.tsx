import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useParams } from "react-router";
import { cache } from "@/api/cache";
import { type Handover, handovers } from "@/api/handovers";
import { isProblem } from "@/api/problem";
import bar from "@/areas/imports/Working.module.css";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { useMe } from "@/schema";
import { Broken, Button, LinkButton, Loading, Page, Refused } from "@/ui";
import styles from "./handover.module.css";
import { Outcome } from "./Outcome";
import { isRunning, paintHandover, useHandover } from "./useHandover";

/** A handover on its way, then what came of it. */
export function Component() {
  const t = useT();
  const { id = "" } = useParams();
  const me = useMe();
  const query = useHandover(id);
  const state = query.data?.state;
  useEffect(() => {
    // Lists and records show another owner now.
    if (state === "done")
      void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "handover" });
  }, [state]);
  if ((me && !me.verbs["people.manage"]) || isProblem(query.error, 404)) return <Refused />;
  if (query.error && !query.data) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const row = query.data;
  return (
    <Page
      title={t("handover.title", { name: row.person.name })}
      lead={t("handover.facts", { by: row.made_by.name, at: formatInstant(row.made_at, true) })}
      actions={
        <LinkButton to={`/settings/people/${row.person.id}/handover`} kind="quiet" icon="arrow-left">
          {t("handover.past")}
        </LinkButton>
      }
    >
      {isRunning(row.state) ? (
        <Running row={row} />
      ) : row.state === "done" ? (
        <Outcome row={row} />
      ) : (
        <Halted row={row} />
      )}
    </Page>
  );
}

function Running({ row }: { row: Handover }) {
  const t = useT();
  const { done, total } = row.progress ?? { done: 0, total: 0 };
  const stop = useMutation({ mutationFn: () => handovers.cancel(row.id), onSuccess: paintHandover });
  return (
    <section className={styles.working} aria-live="polite">
      <h2 className="display">{t("handover.runTitle")}</h2>
      <progress
        className={bar.bar}
        value={total ? done : undefined}
        max={total || undefined}
        aria-label={t("handover.runTitle")}
      />
      <p className="quiet">{t("handover.runText")}</p>
      <Button icon="player-pause" busy={stop.isPending} onClick={() => stop.mutate()}>
        {t("handover.stop")}
      </Button>
    </section>
  );
}

function Halted({ row }: { row: Handover }) {
  const t = useT();
  const again = useMutation({ mutationFn: () => handovers.resume(row.id), onSuccess: paintHandover });
  return (
    <section className={styles.working}>
      <h2 className="display">
        {t(row.state === "failed" ? "handover.haltedFailed" : "handover.haltedStopped")}
      </h2>
      <p className="quiet">
        {row.total > 0 && <>{t("handover.records", { n: formatNumber(row.total) })} · </>}
        {t("handover.haltedText")}
      </p>
      {again.error && (
        <p className={styles.fault} role="alert">
          {again.error.message}
        </p>
      )}
      <Button kind="primary" icon="refresh" busy={again.isPending} onClick={() => again.mutate()}>
        {t("handover.goOn")}
      </Button>
    </section>
  );
}
