import type { ImportConflict, ImportProject } from "@/api/imports";
import { kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { type Module, useModule } from "@/schema";
import { Section } from "@/ui";
import styles from "./Imports.module.css";

const SHOWN = 50;

/** Rows of one person that disagreed: which value was kept. */
export function Conflicts({ project }: { project: ImportProject }) {
  const t = useT();
  const module = useModule(project.module);
  if (project.conflicts.length === 0 || !module) return null;
  return (
    <Section title={t("imports.conflicts", { n: project.conflicts.length })}>
      <p className="quiet">{t("imports.conflictsText")}</p>
      <div className={styles.scroll}>
        <table className={styles.grid}>
          <thead>
            <tr>
              <th scope="col">{t("imports.place")}</th>
              <th scope="col">{t("imports.column")}</th>
              <th scope="col">{t("imports.keptValue")}</th>
              <th scope="col">{t("imports.otherValue")}</th>
            </tr>
          </thead>
          <tbody>
            {project.conflicts.slice(0, SHOWN).map((conflict, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order.
              <Line key={index} conflict={conflict} module={module} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Line({ conflict, module }: { conflict: ImportConflict; module: Module }) {
  const field = module.byKey[conflict.field ?? ""];
  const show = (value: unknown) => {
    if (field && field.type !== "lookup") {
      const said = kitOf(field.type).text(value, field);
      if (said) return said;
    }
    return typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
  };
  const kept = show(conflict.kept);
  const first = show(conflict.first);
  return (
    <tr>
      <td className="tabular">
        {String(conflict.sheet ?? "")} {conflict.row}
      </td>
      <td>{field?.label ?? conflict.field}</td>
      <td>{kept}</td>
      <td className="quiet">{kept === first ? show(conflict.other) : first}</td>
    </tr>
  );
}
