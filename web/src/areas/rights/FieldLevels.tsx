import { useState } from "react";
import type { RightsField } from "@/api/rights";
import { useT } from "@/kernel/i18n";
import { Button, Menu, Pill } from "@/ui";
import { EDITABLE, withLevel } from "./model";
import styles from "./rights.module.css";
import type { Work } from "./useShape";
import { levelWord } from "./words";

/** How far each field of a module is narrowed; personal ones first. */
export function FieldLevels({ work, module }: { work: Work; module: string }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const fields = work.schema.modules.find((one) => one.key === module)?.fields ?? [];
  const held = work.shape.fields[module] ?? {};
  const sorted = [...fields.filter((one) => one.personal), ...fields.filter((one) => !one.personal)];
  const shown = all ? sorted : sorted.filter((one) => one.personal || held[one.key]);
  return (
    <>
      {shown.length === 0 && <p className="quiet">{t("rights.noPersonal")}</p>}
      <ul className={styles.fields}>
        {shown.map((field) => (
          <FieldLine key={field.key} work={work} module={module} field={field} level={held[field.key]} />
        ))}
      </ul>
      <Button kind="text" size="sm" onClick={() => setAll(!all)} aria-expanded={all}>
        {all ? t("rights.fieldsFew") : t("rights.fieldsAll", { n: fields.length })}
      </Button>
    </>
  );
}

interface FieldLineProps {
  work: Work;
  module: string;
  field: RightsField;
  level: string | undefined;
}

function FieldLine({ work, module, field, level = EDITABLE }: FieldLineProps) {
  const t = useT();
  const label = t("rights.fieldCell", { field: field.label, level: levelWord(t, level) });
  // From the mildest to the strictest, as people narrow.
  const levels = [EDITABLE, ...[...work.schema.levels].reverse()];
  return (
    <li>
      <span className={styles.fieldName}>
        <span className="ellipsis">{field.label}</span>
        {field.personal && <Pill>{t("rights.personal")}</Pill>}
      </span>
      {work.fixed ? (
        <span className={styles.cell} data-fixed>
          {levelWord(t, level)}
        </span>
      ) : (
        <Menu
          label={label}
          width={168}
          entries={levels.map((one) => ({
            key: one,
            label: levelWord(t, one),
            checked: one === level,
            onClick: () => work.change(withLevel(work.shape, module, field.key, one)),
          }))}
        >
          <button
            type="button"
            className={styles.cell}
            data-level={level}
            data-none={level === EDITABLE || undefined}
            aria-label={label}
          >
            {levelWord(t, level)}
          </button>
        </Menu>
      )}
    </li>
  );
}
