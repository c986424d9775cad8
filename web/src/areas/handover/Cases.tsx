import { useState } from "react";
import type { OwnedModule } from "@/api/handovers";
import { ConditionDialog } from "@/areas/rights/ConditionDialog";
import { useT } from "@/kernel/i18n";
import { RawWords } from "@/records/filter/FilterChip";
import { useModule } from "@/schema";
import { Button, IconButton, type Option, Select } from "@/ui";
import styles from "./handover.module.css";
import { type CaseDraft, type Draft, emptyCase } from "./model";

interface CasesProps {
  owned: OwnedModule;
  draft: Draft;
  people: Option[];
  onChange: (draft: Draft) => void;
}

/** Conditions and who gets what meets them; the first that fits counts. */
export function Cases({ owned, draft, people, onChange }: CasesProps) {
  const t = useT();
  const module = useModule(owned.module);
  const [asking, setAsking] = useState<CaseDraft | null>(null);
  const change = (next: CaseDraft) =>
    onChange({ ...draft, cases: draft.cases.map((one) => (one.id === next.id ? next : one)) });
  const remove = (id: number) => onChange({ ...draft, cases: draft.cases.filter((one) => one.id !== id) });
  if (!module) return null;
  return (
    <>
      <ol className={styles.cases}>
        {draft.cases.map((one) => (
          <li key={one.id}>
            <div className={styles.condition}>
              <span className="quiet">{t("handover.when")}</span>{" "}
              {one.criteria && <RawWords module={module} criteria={one.criteria} />}
              <Button kind="text" size="sm" icon="pencil" onClick={() => setAsking(one)}>
                {t(one.criteria ? "handover.editCase" : "handover.writeCase")}
              </Button>
            </div>
            <div className={styles.caseTo}>
              <Select
                label={t("handover.to")}
                value={one.to}
                onChange={(to) => change({ ...one, to })}
                options={people}
                placeholder={t("handover.pickPerson")}
                nothingText={t("common.nothing")}
              />
              {draft.cases.length > 1 && (
                <IconButton icon="x" label={t("handover.removeCase")} onClick={() => remove(one.id)} />
              )}
            </div>
          </li>
        ))}
      </ol>
      <div>
        <Button
          kind="text"
          size="sm"
          icon="plus"
          disabled={draft.cases.length >= 20}
          onClick={() => onChange({ ...draft, cases: [...draft.cases, emptyCase(draft.cases)] })}
        >
          {t("handover.addCase")}
        </Button>
      </div>
      {asking && (
        <ConditionDialog
          module={module}
          title={t("handover.caseTitle", { label: owned.label })}
          criteria={asking.criteria ?? undefined}
          onSave={(criteria) => {
            change({ ...asking, criteria });
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
