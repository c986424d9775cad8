import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { records } from "@/api/records";
import type { DuplicateMatch, Values } from "@/api/types";
import { isEmptyValue, useSettled } from "@/fields";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import type { Module } from "@/schema";
import { Icon } from "@/ui";
import styles from "./QuickCreate.module.css";
import { closeCreate } from "./state";

const ASKED = new Set(["text", "phone", "email", "phones", "emails", "url", "lookup"]);

/** Says while typing that somebody has this one already, and whose it is. */
export function DuplicateHint({ module, values }: { module: Module; values: Values }) {
  const asked = Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => ASKED.has(module.byKey[key]?.type ?? "") && !isEmptyValue(value),
    ),
  );
  const settled = useSettled(JSON.stringify(asked), 350);
  const query = useQuery({
    queryKey: ["duplicates", module.key, settled],
    queryFn: ({ signal }) => records.duplicates(module.key, JSON.parse(settled) as Values, signal),
    enabled: settled !== "{}",
    staleTime: 30_000,
    // A hint that cannot be had must not get in the way of the work.
    retry: false,
  });
  const matches = query.data?.matches ?? [];
  return (
    <div aria-live="polite" className={matches.length > 0 ? styles.twins : undefined}>
      {matches.length > 0 && <Matches module={module} matches={matches} />}
    </div>
  );
}

function Matches({ module, matches }: { module: Module; matches: DuplicateMatch[] }) {
  const t = useT();
  const why = (match: DuplicateMatch) =>
    joinWords(
      match.why.map((key) => module.byKey[key]?.label ?? key),
      isChinese(),
    );
  return (
    <>
      <strong className={styles.twinsTitle}>
        <Icon name="alert-triangle" size={15} />
        {t("create.duplicates")}
      </strong>
      <ul>
        {matches.slice(0, 3).map((match, index) => (
          <li key={match.id ?? index}>
            {match.id && match.visible ? (
              <Link className="link" to={`/m/${module.key}/${match.id}`} onClick={closeCreate}>
                {match.title}
              </Link>
            ) : (
              <span>{match.title || t("create.hidden")}</span>
            )}
            <span>
              {match.why.length > 0 && t("create.why", { what: why(match) })}
              {match.owner && ` · ${t("create.owner", { name: match.owner })}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
