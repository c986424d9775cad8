import { Link } from "react-router";
import type { Handover } from "@/api/handovers";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { joinWords } from "@/kernel/text";
import { Icon, Section } from "@/ui";
import { Deeds } from "./Deeds";
import styles from "./handover.module.css";
import { moving } from "./model";
import { Shares } from "./Shares";
import { TeamLines } from "./Team";

/** What came of a handover: whether all is as it was, who got what, how much there was and is. */
export function Outcome({ row }: { row: Handover }) {
  const t = useT();
  const team = row.total === 0 && moving(row.team) > 0;
  const unchanged = row.team.left.reduce((all, one) => all + one.count, 0);
  const good = team ? unchanged === 0 : row.moved > 0 && row.differences === 0;
  const [n, d] = [formatNumber(row.moved), formatNumber(row.differences)];
  return (
    <>
      <section className={styles.verdict} data-good={good}>
        <h2 className="display">
          <Icon name={good ? "circle-check" : "alert-triangle"} size={26} />
          {team
            ? t(good ? "handover.teamDone" : "handover.teamPart", { n: formatNumber(unchanged) })
            : row.moved === 0
              ? t("handover.emptyDone")
              : good
                ? t("handover.same", { n })
                : t("handover.differ", { n, d })}
        </h2>
        {row.differences > 0 && <p>{t("handover.differText")}</p>}
        {row.reason && <p className="quiet">{row.reason}</p>}
        <Deeds row={row} />
      </section>
      {row.differences > 0 && <Differing row={row} />}
      {row.people.length > 0 && (
        <Section title={t("handover.who")}>
          <Shares label={t("handover.who")} modules={row.modules} lines={row.people} />
        </Section>
      )}
      {moving(row.team) + row.team.left.length > 0 && (
        <Section title={t("handover.team")}>
          <TeamLines team={row.team} to={row.successor?.name ?? row.person.name} done />
        </Section>
      )}
      {row.left.length > 0 && (
        <Section title={t("handover.left")}>
          <ul className={styles.left}>
            {row.left.map((one) => (
              <li key={one.label + one.why}>
                {one.label} {formatNumber(one.count)} · <span className="quiet">{one.why}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Counts row={row} />
    </>
  );
}

function Differing({ row }: { row: Handover }) {
  const t = useT();
  return (
    <Section title={t("handover.differing")}>
      <table className={styles.differing}>
        <thead>
          <tr>
            <th scope="col">{t("handover.record")}</th>
            <th scope="col">{t("handover.part")}</th>
            <th scope="col">{t("handover.changedBy")}</th>
          </tr>
        </thead>
        <tbody>
          {(row.differing ?? []).map((one) => (
            <tr key={`${one.module}/${one.record_id}`}>
              <td>
                <Link className="link" to={`/m/${one.module}/${one.record_id}`}>
                  {one.title || one.record_id}
                </Link>
              </td>
              <td>{one.parts}</td>
              <td>
                {joinWords(one.people, isChinese()) || (
                  <span className="quiet">{t("handover.unexplained")}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Counts({ row }: { row: Handover }) {
  const t = useT();
  if (row.counts.length === 0) return null;
  return (
    <Section title={t("handover.counts")}>
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">{t("handover.what")}</th>
            <th scope="col">{t("handover.before")}</th>
            <th scope="col">{t("handover.after")}</th>
          </tr>
        </thead>
        <tbody>
          {row.counts.map((one) => (
            <tr key={one.module + one.what} data-differs={one.before !== one.after || undefined}>
              <th scope="row">
                {one.module}
                {one.what && <span className="quiet"> · {one.what}</span>}
              </th>
              <td className="tabular">{formatNumber(one.before)}</td>
              <td className="tabular">{formatNumber(one.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.digest}>
        <span className="quiet">{t("handover.digest")}</span> <code>{row.digest}</code>
      </p>
    </Section>
  );
}
