import { useMemo } from "react";
import type { ImportColumn, ImportProject, ImportSheet, ImportTarget } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { useSchema } from "@/schema";
import { Icon, type Option, Select } from "@/ui";
import styles from "./Imports.module.css";
import { unitWords } from "./words";

interface ColumnTableProps {
  project: ImportProject;
  sheet: ImportSheet;
  onTarget: (index: number, target: string | null) => void;
}

const OTHER = "other";

/** The columns of a sheet: header, samples, what it becomes, and how sure that is. */
export function ColumnTable({ project, sheet, onTarget }: ColumnTableProps) {
  const t = useT();
  const options = useTargetOptions(project);
  const byKey = new Map(project.targets.map((target) => [target.key, target]));
  const taken = new Map<string, number>();
  for (const column of sheet.columns)
    if (column.target && !byKey.get(column.target)?.multiple) taken.set(column.target, column.index);
  return (
    <table className={styles.columns}>
      <thead>
        <tr>
          <th scope="col">{t("imports.column")}</th>
          <th scope="col">{t("imports.samples")}</th>
          <th scope="col">{t("imports.becomes")}</th>
          <th scope="col">{t("imports.certainty")}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns.map((column) => (
          <tr key={column.index} data-other={column.target === null || undefined}>
            <th scope="row">
              {column.header || t("imports.noHeader", { n: column.index + 1 })}
              {column.unit && <span className={styles.unit}>{unitWords(column.unit)}</span>}
            </th>
            <td className={styles.samples}>{[...new Set(column.sample)].join(" ｜ ")}</td>
            <td className={styles.target}>
              <Select
                aria-label={t("imports.targetOf", { name: column.header })}
                value={column.target ?? OTHER}
                onChange={(value) => onTarget(column.index, value === OTHER ? null : value)}
                options={options.map((option) => {
                  const by = taken.get(option.value);
                  return by === undefined || by === column.index ? option : { ...option, disabled: true };
                })}
                nothingText={t("common.nothing")}
              />
            </td>
            <td>
              <Certainty column={column} byKey={byKey} onTake={(key) => onTarget(column.index, key)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useTargetOptions(project: ImportProject): Option[] {
  const t = useT();
  const schema = useSchema();
  return useMemo(
    () => [
      { value: OTHER, label: t("imports.keepOther") },
      ...project.targets.map((target) => ({
        value: target.key,
        label: target.label,
        hint: schema.byKey[target.module]?.label,
      })),
    ],
    [project.targets, schema, t],
  );
}

interface CertaintyProps {
  column: ImportColumn;
  byKey: Map<string, ImportTarget>;
  onTake: (key: string) => void;
}

/** Sure, chosen by hand, or a proposal that one click takes. */
function Certainty({ column, byKey, onTake }: CertaintyProps) {
  const t = useT();
  if (column.target && column.target === column.proposed)
    return (
      <span className={styles.sure}>
        <Icon name="circle-check" size={16} />
        {t("imports.sure")}
      </span>
    );
  if (column.target) return <span className="quiet">{t("imports.yourChoice")}</span>;
  const ideas = [...new Set([column.proposed, ...column.alternatives])].filter(
    (key): key is string => typeof key === "string" && byKey.has(key),
  );
  if (ideas.length === 0) return <span className="quiet">{t("imports.kept")}</span>;
  return (
    <span className={styles.ideas}>
      <span className="quiet">{t("imports.maybe")}</span>
      {ideas.slice(0, 2).map((key) => (
        <button key={key} type="button" className={styles.idea} onClick={() => onTake(key)}>
          {byKey.get(key)?.label}
        </button>
      ))}
    </span>
  );
}
