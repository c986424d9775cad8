import { Link } from "react-router";
import type { Handover } from "@/api/handovers";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Pill, Section } from "@/ui";
import styles from "./handover.module.css";
import { placeOf, usePast } from "./useHandover";

const PIGMENTS: Record<Handover["state"], string> = {
  queued: "gamboge",
  running: "gamboge",
  done: "malachite",
  failed: "rouge",
  cancelled: "neutral",
};

/** The handovers of a person, each with its certificate. */
export function Past({ person }: { person: string }) {
  const t = useT();
  const past = usePast(person);
  if (!past.data?.length) return null;
  return (
    <Section title={t("handover.past")}>
      <ul className={styles.past}>
        {past.data.map((row) => (
          <li key={row.id}>
            <Link className="link" to={placeOf(person, row.id)}>
              {formatInstant(row.made_at, true)}
            </Link>
            <span className="quiet">
              {row.total > 0
                ? t("handover.pastLine", { n: formatNumber(row.total), by: row.made_by.name })
                : t("handover.pastTeam", { by: row.made_by.name })}
            </span>
            <Pill pigment={PIGMENTS[row.state]} dot>
              {t(`handover.state_${row.state}`)}
            </Pill>
            {(row.undoes || row.undone_by) && (
              <span className="quiet">{t(row.undoes ? "handover.undoMark" : "handover.undoneMark")}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
