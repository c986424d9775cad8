import { Link } from "react-router";
import type { Today } from "@/api/types";
import { formatDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { Avatar, Section, Warmth } from "@/ui";
import styles from "./TodayPage.module.css";

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
                <span className={styles.who}>{formatDay(one.date)}</span>
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
