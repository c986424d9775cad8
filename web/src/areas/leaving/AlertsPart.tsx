import { type LeavingPolicy, MEASURES } from "@/api/leaving";
import { useT } from "@/kernel/i18n";
import { Section, Select, TextInput } from "@/ui";
import type { Draft } from "./draft";
import styles from "./leaving.module.css";

interface AlertsPartProps {
  draft: Draft;
  policy: LeavingPolicy;
  error?: string;
  onChange: (some: Partial<Draft>) => void;
}

/** From how many records somebody is told that a person looks at very much. */
export function AlertsPart({ draft, policy, error, onChange }: AlertsPartProps) {
  const t = useT();
  const kinds = ["opened", "listed"] as const;
  return (
    <Section title={t("leaving.alerts")}>
      <p className="quiet">{t("leaving.alertsText")}</p>
      {kinds.map((kind) => (
        <fieldset key={kind} className={styles.kind}>
          <legend>{t(`leaving.${kind}`)}</legend>
          {MEASURES.filter((measure) => measure.startsWith(kind)).map((measure) => (
            <TextInput
              key={measure}
              label={t(`leaving.${measure}`)}
              inputMode="numeric"
              value={draft.alerts[measure]}
              onChange={(value) => onChange({ alerts: { ...draft.alerts, [measure]: value } })}
            />
          ))}
        </fieldset>
      ))}
      <div className={styles.pick}>
        <Select
          label={t("leaving.contact")}
          help={t("leaving.contactHelp")}
          error={error}
          placeholder={t("leaving.onlyAdministrators")}
          clearLabel={t("common.clear")}
          value={draft.contact}
          options={policy.contacts.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(contact) => onChange({ contact })}
        />
      </div>
    </Section>
  );
}
