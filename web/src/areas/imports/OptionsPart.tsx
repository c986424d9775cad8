import type { ImportProject } from "@/api/imports";
import { type TextKey, useT } from "@/kernel/i18n";
import { Checkbox, Section, Select } from "@/ui";
import styles from "./Imports.module.css";
import type { Settling } from "./settling";

interface PartProps {
  project: ImportProject;
  draft: Settling;
  onChange: (draft: Settling) => void;
}

const MATCH = ["fill", "newest", "skip", "create"] as const;
const KEYS = ["mobile", "email", "external_id"];
const REGIONS = ["CN", "TW", "HK"];
const ORDERS = ["ymd", "dmy", "mdy"];
const AUTO = "auto";

/** What happens with people who are here already, and how numbers and dates are read. */
export function OptionsPart({ project, draft, onChange }: PartProps) {
  const t = useT();
  const options = { ...project.options, ...draft.options };
  const set = (changes: Settling["options"]) =>
    onChange({ ...draft, options: { ...draft.options, ...changes } });
  return (
    <Section title={t("imports.options")}>
      <fieldset className={styles.choices}>
        <legend>{t("imports.onMatch")}</legend>
        {MATCH.map((way) => (
          <label key={way} className={styles.choice} data-on={options.on_match === way || undefined}>
            <input
              type="radio"
              name="on_match"
              checked={options.on_match === way}
              onChange={() => set({ on_match: way })}
            />
            <span>
              <b>{t(`imports.match_${way}` as TextKey)}</b>
              <span className="quiet">{t(`imports.match_${way}_text` as TextKey)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className={styles.fine}>
        <fieldset className={styles.keys}>
          <legend>{t("imports.matchOn")}</legend>
          {KEYS.map((key) => (
            <Checkbox
              key={key}
              label={t(`imports.key_${key}` as TextKey)}
              checked={options.match_on.includes(key)}
              onChange={(on) =>
                set({
                  match_on: on ? [...options.match_on, key] : options.match_on.filter((one) => one !== key),
                })
              }
            />
          ))}
        </fieldset>
        <Select
          label={t("imports.region")}
          value={options.region ?? AUTO}
          onChange={(value) => set({ region: value === AUTO ? null : value })}
          options={[
            { value: AUTO, label: t("imports.byFile") },
            ...REGIONS.map((value) => ({ value, label: t(`imports.region_${value}` as TextKey) })),
          ]}
        />
        <Select
          label={t("imports.dateOrder")}
          value={options.date_order ?? AUTO}
          onChange={(value) => set({ date_order: value === AUTO ? null : value })}
          options={[
            { value: AUTO, label: t("imports.byFile") },
            ...ORDERS.map((value) => ({ value, label: t(`imports.order_${value}` as TextKey) })),
          ]}
        />
      </div>
    </Section>
  );
}
