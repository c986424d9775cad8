import { useT } from "@/kernel/i18n";
import { RawWords } from "@/records/filter/FilterChip";
import { useModule } from "@/schema";
import { Button, Icon } from "@/ui";
import styles from "./rights.module.css";
import type { Work } from "./useShape";
import { moduleWord } from "./words";

/** The condition of a module in words, and the way to another. */
export function ConditionLine({ work, module }: { work: Work; module: string }) {
  const t = useT();
  const known = useModule(module);
  const criteria = work.shape.criteria[module];
  const name = moduleWord(t, work.schema, module);
  return (
    <div className={styles.condition} data-missing={criteria ? undefined : true}>
      {criteria ? (
        <span>
          <span className="quiet">{t("rights.condition", { module: name })}</span>{" "}
          {known ? <RawWords module={known} criteria={criteria} /> : t("rights.conditionKept")}
        </span>
      ) : (
        <span className={styles.missing}>
          <Icon name="alert-circle" size={15} />
          {known
            ? t("rights.conditionMissing", { module: name })
            : t("rights.conditionHidden", { module: name })}
        </span>
      )}
      {known && !work.fixed && (
        <Button kind="text" size="sm" icon="pencil" onClick={() => work.ask(module)}>
          {t(criteria ? "rights.conditionEdit" : "rights.conditionWrite")}
        </Button>
      )}
    </div>
  );
}
