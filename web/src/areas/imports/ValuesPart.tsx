import type { ImportProject } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { Section, Select } from "@/ui";
import styles from "./Imports.module.css";
import type { Settling } from "./settling";

interface PartProps {
  project: ImportProject;
  draft: Settling;
  onChange: (draft: Settling) => void;
}

/** Words of the file that are none of the options: each is given an option once. */
export function ValuesPart({ project, draft, onChange }: PartProps) {
  const t = useT();
  const lists = project.targets
    .map((target) => ({ target, words: wordsFor(project, target.key) }))
    .filter(({ target, words }) => words.length > 0 && (target.options?.length ?? 0) > 0);
  if (lists.length === 0) return null;
  const set = (key: string, word: string, option: string | null) =>
    onChange({
      ...draft,
      value_maps: {
        ...draft.value_maps,
        [key]: { ...project.value_maps[key], ...draft.value_maps[key], [word]: option },
      },
    });
  return (
    <Section title={t("imports.values")}>
      <p className="quiet">{t("imports.valuesText")}</p>
      {lists.map(({ target, words }) => (
        <fieldset key={target.key} className={styles.map}>
          <legend>{target.label}</legend>
          <ul className={styles.pairs}>
            {words.map(([word, times]) => (
              <li key={word}>
                <span className="ellipsis">
                  <b>{word}</b>
                  {times > 0 && <span className="quiet"> {t("imports.times", { n: times })}</span>}
                </span>
                <Select
                  aria-label={t("imports.optionFor", { word })}
                  placeholder={t("imports.leaveProblem")}
                  value={(draft.value_maps[target.key] ?? project.value_maps[target.key])?.[word] ?? null}
                  onChange={(option) => set(target.key, word, option)}
                  options={target.options ?? []}
                  nothingText={t("common.nothing")}
                  clearLabel={t("common.clear")}
                />
              </li>
            ))}
          </ul>
        </fieldset>
      ))}
    </Section>
  );
}

function wordsFor(project: ImportProject, key: string): [string, number][] {
  const counted = project.unknown_values[key] ?? {};
  const words = new Set([...Object.keys(counted), ...Object.keys(project.value_maps[key] ?? {})]);
  return [...words].map((word) => [word, counted[word] ?? 0]);
}
