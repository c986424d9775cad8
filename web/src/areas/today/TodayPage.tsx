import { useQuery } from "@tanstack/react-query";
import type { Today } from "@/api/types";
import { todayApi } from "@/api/workspace";
import { boot } from "@/kernel/boot";
import { dayAndWeekday, partOfDay, today as todayDate } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { openCreate } from "@/records";
import { can, useMe, useSchema } from "@/schema";
import { Broken, Button, Empty, LinkButton, Page, Section, Skeleton } from "@/ui";
import { Birthdays, Cooling, DueByGrade } from "./aside";
import { DueList } from "./DueList";
import { Onboarding, useOnboarding } from "./Onboarding";
import styles from "./TodayPage.module.css";

/** What to do next, before anything else: due follow-ups, and the relations that grow cold. */
export function Component() {
  const t = useT();
  const me = useMe();
  const query = useQuery({ queryKey: ["today"], queryFn: todayApi.get, refetchOnMount: "always" });
  // Both parts come together: neither pushes the other down.
  const waiting = useOnboarding().isPending;
  const name = me?.name ?? boot().user?.name ?? "";
  const day = todayDate();
  return (
    <Page
      title={t(`today.${partOfDay()}`, { name })}
      meta={dayAndWeekday(day)}
      // The line is kept open, so that nothing moves when the words arrive.
      lead={query.data ? <Lead today={query.data} /> : "\u00a0"}
    >
      {!waiting && (query.data || query.error) && <Onboarding />}
      {query.error ? (
        <Broken error={query.error} retry={() => void query.refetch()} />
      ) : query.data && !waiting ? (
        <Board today={query.data} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}

function Lead({ today }: { today: Today }) {
  const t = useT();
  const { overdue, today: due, cooling } = today;
  if (overdue.length + due.length === 0) return <>{t("today.leadNone")}</>;
  return (
    <>
      {t("today.lead", { today: due.length })}
      {overdue.length > 0 && (
        <>
          {t("today.comma")}
          <span className={styles.warn}>{t("today.leadOverdue", { n: overdue.length })}</span>
        </>
      )}
      {cooling.length > 0 && t("today.leadCooling", { n: cooling.length })}
      {t("today.stop")}
    </>
  );
}

function isBlank(today: Today): boolean {
  const lists = [
    today.overdue,
    today.today,
    today.upcoming,
    today.due_by_grade,
    today.cooling,
    today.birthdays,
  ];
  return lists.every((list) => list.length === 0);
}

function Board({ today }: { today: Today }) {
  const t = useT();
  if (isBlank(today)) return <FirstSteps />;
  return (
    <div className={styles.board}>
      <div>
        {today.overdue.length > 0 && (
          <Section
            title={<span className={styles.warn}>{`${t("today.overdue")} ${today.overdue.length}`}</span>}
          >
            <DueList items={today.overdue} overdue />
          </Section>
        )}
        <Section title={`${t("today.due")} ${today.today.length || ""}`}>
          <DueList items={today.today} />
        </Section>
        {today.upcoming.length > 0 && (
          <Section title={`${t("today.upcoming")} ${today.upcoming.length}`}>
            <DueList items={today.upcoming} dated />
          </Section>
        )}
      </div>
      <div className={styles.aside}>
        <DueByGrade list={today.due_by_grade} />
        <Cooling list={today.cooling} />
        {today.birthdays.length > 0 && <Birthdays list={today.birthdays} />}
      </div>
    </div>
  );
}

/** Nothing to remind of yet: the two ways to begin. */
function FirstSteps() {
  const t = useT();
  const { modules } = useSchema();
  const first = modules.find((module) => can(module, "create"));
  return (
    <Empty title={t("today.emptyTitle")} text={t("today.emptyText")}>
      {modules.some((module) => can(module, "import")) && (
        <LinkButton to="/imports" kind="primary" icon="upload">
          {t("list.import")}
        </LinkButton>
      )}
      {first && (
        <Button icon="plus" onClick={() => openCreate(first.key)}>
          {t("list.createOne", { name: first.label })}
        </Button>
      )}
    </Empty>
  );
}
