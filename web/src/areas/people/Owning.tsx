import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { type Belongings, handovers } from "@/api/handovers";
import { hasTeam } from "@/areas/handover/model";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { joinWords } from "@/kernel/text";
import styles from "./people.module.css";

/** What somebody owns who is about to be deactivated. */
export function useOwned(person: string, enabled: boolean) {
  return useQuery({
    queryKey: ["handover", "belongings", person],
    queryFn: () => handovers.belongings(person),
    enabled,
    retry: false,
  });
}

/** How many records that is. */
export function countOf(owned: Belongings | undefined): number {
  return (owned?.modules ?? []).reduce((all, one) => all + (one.open ?? one.count), 0);
}

/** Offers to hand records over before the account is closed; nobody has to. */
export function Owning({ owned }: { owned: Belongings | undefined }) {
  const t = useT();
  if (!owned || (countOf(owned) === 0 && !hasTeam(owned))) return null;
  const held = owned.modules.filter((one) => (one.open ?? one.count) > 0);
  const words = held.map((one) =>
    t("handover.alongItem", { label: one.label, n: formatNumber(one.open ?? one.count) }),
  );
  for (const kind of ["reports", "views"] as const)
    if (owned.others[kind] > 0) words.push(t(`handover.${kind}`, { n: formatNumber(owned.others[kind]) }));
  return (
    <p className={styles.owning} role="status">
      {t("handover.ownsStill", { what: joinWords(words, isChinese()) })}{" "}
      <Link className="link" to={`/settings/people/${owned.person.id}/handover`}>
        {t("handover.handFirst")}
      </Link>{" "}
      <span className="quiet">{t("handover.handLater")}</span>
    </p>
  );
}
