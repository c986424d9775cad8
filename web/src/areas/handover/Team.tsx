import type { Belongings, HandoverTeam } from "@/api/handovers";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { type Option, Select } from "@/ui";
import styles from "./handover.module.css";

interface SuccessorProps {
  owned: Belongings;
  value: string | null;
  people: Option[];
  onChange: (person: string | null) => void;
}

/** Who takes over the people who report to the leaver, and the views that they share. */
export function Successor({ owned, value, people, onChange }: SuccessorProps) {
  const t = useT();
  const { reports, views } = owned.others;
  return (
    <li className={styles.module}>
      <div className={styles.name}>
        <strong>{t("handover.team")}</strong>
        {reports > 0 && (
          <span className="tabular">{t("handover.reports", { n: formatNumber(reports) })}</span>
        )}
        {views > 0 && <span className="tabular">{t("handover.views", { n: formatNumber(views) })}</span>}
      </div>
      <div className={styles.rule}>
        <Select
          label={t("handover.successor")}
          help={t(reports > 0 ? "handover.successorHelp" : "handover.viewsHelp", { name: owned.person.name })}
          value={value}
          onChange={onChange}
          options={people}
          placeholder={t("handover.pickPerson")}
          nothingText={t("common.nothing")}
        />
      </div>
    </li>
  );
}

/** How many people and views go to the successor, and which stay. */
export function TeamLines({ team, to, done = false }: { team: HandoverTeam; to: string; done?: boolean }) {
  const t = useT();
  const kinds = (["reports", "views"] as const).filter((kind) => team[kind] > 0);
  return (
    <ul className={styles.left}>
      {kinds.map((kind) => (
        <li key={kind}>
          {t(`handover.${kind}${done ? "Moved" : "Move"}`, { n: formatNumber(team[kind]), to })}
        </li>
      ))}
      {team.left.map((one) => (
        <li key={one.kind + one.why} className="quiet">
          {t(`handover.${one.kind}Stay`, { n: formatNumber(one.count), why: one.why })}
        </li>
      ))}
    </ul>
  );
}
