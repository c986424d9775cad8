import { useId, useState } from "react";
import { addDays, formatInstant, fromLocalInput, relativeDay, today, toLocalInput } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { lineStart } from "@/kernel/text";
import { Icon } from "@/ui";
import { morningOf, nextMonday } from "./entry";
import styles from "./WhenChips.module.css";

interface WhenChipsProps {
  label: string;
  value: string | null;
  onChange: (value: string | null) => void;
}

/** A moment in the near future: tomorrow, in three days, next Monday, or any. */
export function WhenChips({ label, value, onChange }: WhenChipsProps) {
  const t = useT();
  const id = useId();
  const [own, setOwn] = useState(false);
  const now = today();
  const choices = [
    { text: lineStart(relativeDay(addDays(now, 1))), at: morningOf(addDays(now, 1)) },
    { text: t("timeline.inDays", { n: 3 }), at: morningOf(addDays(now, 3)) },
    { text: t("timeline.nextMonday"), at: morningOf(nextMonday()) },
  ];
  const custom = own || (value !== null && !choices.some((choice) => choice.at === value));
  return (
    <fieldset className={styles.row}>
      <legend className="sr-only">{label}</legend>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {choices.map((choice) => (
        <button
          key={choice.at}
          type="button"
          className={styles.chip}
          aria-pressed={!own && choice.at === value}
          title={formatInstant(choice.at)}
          onClick={() => {
            setOwn(false);
            onChange(choice.at === value ? null : choice.at);
          }}
        >
          {choice.text}
        </button>
      ))}
      {custom ? (
        <input
          id={id}
          type="datetime-local"
          aria-label={label}
          className={styles.custom}
          value={value ? toLocalInput(value) : ""}
          onChange={(event) => onChange(event.target.value ? fromLocalInput(event.target.value) : null)}
        />
      ) : (
        <button type="button" className={styles.chip} aria-pressed={false} onClick={() => setOwn(true)}>
          {t("timeline.otherTime")}
        </button>
      )}
      {value && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t("common.clear")}
          onClick={() => {
            setOwn(false);
            onChange(null);
          }}
        >
          <Icon name="x" size={14} />
        </button>
      )}
    </fieldset>
  );
}
