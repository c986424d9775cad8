import type { LeavingPolicy } from "@/api/leaving";
import { useT } from "@/kernel/i18n";
import { Section, Segmented, TextInput } from "@/ui";
import type { Draft } from "./draft";
import styles from "./leaving.module.css";

interface ApproverPartProps {
  draft: Draft;
  policy: LeavingPolicy;
  onChange: (some: Partial<Draft>) => void;
}

/** Who lets out what needs approval, and for how long it waits. */
export function ApproverPart({ draft, policy, onChange }: ApproverPartProps) {
  const t = useT();
  const names = policy.approvers.map((one) => one.name).join(t("leaving.comma"));
  return (
    <Section title={t("leaving.who")}>
      <p className="quiet">{t("leaving.whoText")}</p>
      <div className={styles.who}>
        <Segmented
          label={t("leaving.who")}
          value={draft.approver}
          onChange={(approver) => onChange({ approver })}
          options={[
            { value: "right", label: t("leaving.byRight") },
            { value: "manager", label: t("leaving.byManager") },
          ]}
        />
      </div>
      <p className={styles.help} data-bad={names ? undefined : true}>
        {names ? t("leaving.whoNow", { names }) : t("leaving.whoNobody")}
      </p>
      <div className={styles.number}>
        <TextInput
          label={t("leaving.days")}
          inputMode="numeric"
          value={draft.days}
          onChange={(days) => onChange({ days })}
        />
      </div>
    </Section>
  );
}
