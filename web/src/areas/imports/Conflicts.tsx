import type { ImportConflict, ImportProject } from "@/api/imports";
import type { FieldSchema } from "@/api/types";
import { kitOf, useRefName } from "@/fields";
import { useT } from "@/kernel/i18n";
import { type Module, useModule } from "@/schema";
import { Section } from "@/ui";
import narrow from "./Grid.module.css";
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
      <section
        className={styles.scroll}
        aria-label={t("imports.conflicts", { n: project.conflicts.length })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
      >
        <table className={`${styles.grid} ${narrow.conflicts}`}>
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
              <Line key={index} conflict={conflict} module={module} project={project} />
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

function Line({
  conflict,
  module,
  project,
}: {
  conflict: ImportConflict;
  module: Module;
  project: ImportProject;
}) {
  const t = useT();
  const field = module.byKey[conflict.field ?? ""];
  const same = JSON.stringify(conflict.kept) === JSON.stringify(conflict.first);
  const file = project.files.find((one) => one.id === String(conflict.file));
  return (
    <tr>
      <td className="tabular">
        <span className={`${styles.placeName} ellipsis`} title={file?.name}>
          {file?.name}
        </span>
        {t("imports.rowNo", { n: conflict.row ?? 0 })}
      </td>
      <td>{field?.label ?? conflict.field}</td>
      <td data-label={t("imports.keptValue")}>
        <Said value={conflict.kept} field={field} />
      </td>
      <td className="quiet" data-label={t("imports.otherValue")}>
        <Said value={same ? conflict.other : conflict.first} field={field} />
      </td>
    </tr>
  );
}

function Said({ value, field }: { value: unknown; field: FieldSchema | undefined }) {
  if (field?.type === "lookup" && /^\d+$/.test(String(value)))
    return <Reference target={field.target ?? ""} id={String(value)} />;
  if (field && field.type !== "lookup") return <>{kitOf(field.type).text(value, field) || plain(value)}</>;
  return <>{plain(value)}</>;
}

function Reference({ target, id }: { target: string; id: string }) {
  return <>{useRefName(target, id) || "…"}</>;
}

const plain = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value ?? ""));
