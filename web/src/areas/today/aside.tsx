import { Suspense, useState } from "react";
import { Link } from "react-router";
import type { Today } from "@/api/types";
import { addDays, formatDay, today } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { useMe } from "@/schema";
import { Avatar, Button, Section, Warmth } from "@/ui";
import styles from "./TodayPage.module.css";

const CadenceDialog = late(async () => (await import("./CadenceDialog")).CadenceDialog);

/** Accounts that their grade says should have been heard of by now. */
export function DueByGrade({ list }: { list: Today["due_by_grade"] }) {
  const t = useT();
  const keeps = useMe()?.verbs["settings.manage"] ?? false;
  const [deciding, setDeciding] = useState(false);
  if (list.length === 0 && !keeps) return null;
  return (
    <Section
      title={t("today.dueByGrade")}
      actions={
        keeps && (
          <Button kind="text" size="sm" onClick={() => setDeciding(true)}>
            {t("today.cadence")}
          </Button>
        )
      }
    >
      {list.length === 0 && <p className="quiet">{t("today.noneDueByGrade")}</p>}
      <ul className={styles.list}>
        {list.map((one) => (
          <li key={`${one.module}-${one.id}`}>
            <Link to={`/m/${one.module}/${one.id}`} className={styles.person}>
              <Avatar name={one.title} size={34} square />
              <span className={styles.words}>
                <span className={styles.what}>{one.title}</span>
                <span className={styles.who}>{t("today.every", { grade: one.grade, n: one.every })}</span>
              </span>
              <span className={styles.late}>{t("today.silent", { n: one.days })}</span>
            </Link>
          </li>
        ))}
      </ul>
      {deciding && (
        <Suspense>
          <CadenceDialog onClose={() => setDeciding(false)} />
        </Suspense>
      )}
    </Section>
  );
}

/** People and companies whom nobody has called for long, the coldest first. */
export function Cooling({ list }: { list: Today["cooling"] }) {
  const t = useT();
  return (
    <Section title={t("today.cooling")}>
      {list.length === 0 && <p className="quiet">{t("today.allWarm")}</p>}
      <ul className={styles.list}>
        {list.map((one) => (
          <li key={`${one.module}-${one.id}`}>
            <Link to={`/m/${one.module}/${one.id}`} className={styles.person}>
              <Avatar name={one.title} size={34} square={[...one.title].length > 4} />
              <span className={styles.words}>
                <span className={styles.what}>{one.title}</span>
                <span className={styles.who}>
                  {one.days > 0 ? t("today.daysAgo", { n: one.days }) : t("today.never")}
                </span>
              </span>
              <Warmth level={one.warmth} label={t("today.warmth", { n: one.warmth })} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whom to congratulate soon. */
export function Birthdays({ list }: { list: Today["birthdays"] }) {
  const t = useT();
  return (
    <Section title={t("today.birthdays")}>
      <ul className={styles.list}>
        {list.map((one) => (
          <li key={`${one.module}-${one.id}`}>
            <Link to={`/m/${one.module}/${one.id}`} className={styles.person}>
              <Avatar name={one.title} size={34} />
              <span className={styles.words}>
                <span className={styles.what}>{one.title}</span>
                <span className={styles.who}>
                  {formatDay(addDays(today(), one.days))}
                  {one.age > 0 && ` · ${t("today.turns", { n: one.age })}`}
                </span>
              </span>
              <span className={one.days === 0 ? styles.late : styles.time}>
                {one.days === 0 ? t("today.birthdayToday") : t("today.inDays", { n: one.days })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
