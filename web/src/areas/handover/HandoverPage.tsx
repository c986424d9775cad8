import { useState } from "react";
import { Link, useParams } from "react-router";
import type { Belongings } from "@/api/handovers";
import { isProblem } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Broken, Empty, Page, Refused, Section, Select, Skeleton } from "@/ui";
import styles from "./handover.module.css";
import { ModuleRule } from "./ModuleRule";
import { allTo, type Draft, firstDrafts, given, hasTeam, proposed, rulesOf } from "./model";
import { Others } from "./Others";
import { Past } from "./Past";
import { PreviewPart } from "./PreviewPart";
import { Successor } from "./Team";
import { useBelongings, usePreview, useReceivers } from "./useHandover";

/** Somebody leaves: what they own, who gets it, and a look at that before it is done. */
export function Component() {
  const t = useT();
  const { id = "" } = useParams();
  const me = useMe();
  const owned = useBelongings(id);
  if ((me && !me.verbs["people.manage"]) || isProblem(owned.error, 404)) return <Refused />;
  return (
    <Page
      title={t("handover.title", { name: owned.data?.person.name ?? "…" })}
      lead={
        <>
          {t("handover.lead")}{" "}
          <Link className="link" to="/settings/people">
            {t("handover.back")}
          </Link>
        </>
      }
    >
      {owned.error ? (
        <Broken error={owned.error} retry={() => void owned.refetch()} />
      ) : owned.data ? (
        <Choice key={id} owned={owned.data} />
      ) : (
        <Skeleton lines={6} />
      )}
      <Past person={id} />
    </Page>
  );
}

function Choice({ owned }: { owned: Belongings }) {
  const t = useT();
  const [drafts, setDrafts] = useState(() => firstDrafts(owned));
  const [whole, setWhole] = useState<string | null>(null);
  const [successor, setSuccessor] = useState<string | null>(null);
  const people = useReceivers(owned.person.id);
  const shown = owned.modules.filter((one) => one.count > 0);
  const change = (module: string, draft: Draft) => {
    setWhole(null);
    setDrafts({ ...drafts, [module]: draft });
  };
  const rules = rulesOf(drafts);
  const team = hasTeam(owned);
  // What is proposed rests on the records alone, so that it does not depend on itself.
  const records = usePreview({ person: owned.person.id, rules, successor: null }, team && !owned.manager);
  const heir = team ? (successor ?? proposed(owned, records.data)) : null;
  if (shown.length === 0 && !team)
    return <Empty title={t("handover.nothingHere")} text={t("handover.nothingText")} />;
  return (
    <>
      {given(owned).some((one) => one.open !== 0) && (
        <div className={styles.whole}>
          <Select
            label={t("handover.whole")}
            help={t("handover.wholeHelp")}
            value={whole}
            onChange={(person) => {
              setWhole(person);
              setDrafts(allTo(owned, drafts, person));
            }}
            options={people}
            placeholder={t("handover.pickPerson")}
            nothingText={t("common.nothing")}
          />
        </div>
      )}
      <Section title={t("handover.rules")}>
        <ul className={styles.modules}>
          {shown.map((one) => (
            <ModuleRule
              key={one.module}
              owned={one}
              modules={owned.modules}
              draft={drafts[one.module]}
              people={people}
              onChange={(draft) => change(one.module, draft)}
            />
          ))}
          {team && <Successor owned={owned} value={heir} people={people} onChange={setSuccessor} />}
        </ul>
        <Others owned={owned} />
      </Section>
      <PreviewPart owned={owned} drafts={drafts} successor={heir} />
    </>
  );
}
