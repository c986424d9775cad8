import { useState } from "react";
import type { ImportConflict, ImportProject } from "@/api/imports";
import type { FieldSchema } from "@/api/types";
import { kitOf, useRefName } from "@/fields";
import { useT } from "@/kernel/i18n";
import { useModule } from "@/schema";
import { Button, Section } from "@/ui";
import narrow from "./Grid.module.css";
import styles from "./Imports.module.css";

const PAGE = 50;
/** The server lists no more (MOST_CONFLICTS). */
const MOST = 500;

/** Rows of one person or company that disagreed: which value was kept. */
export function Conflicts({ project }: { project: ImportProject }) {
  const t = useT();
  const [shown, setShown] = useState(PAGE);
  const found = project.conflicts.length;
  if (found === 0) return null;
  return (
    <Section title={t("imports.conflicts", { n: found })}>
      <p className="quiet">
        {t(project.options.on_match === "newest" ? "imports.conflictsNewest" : "imports.conflictsText")}
        {found >= MOST && t("imports.conflictsMost", { n: MOST })}
      </p>
      <section
        className={styles.scroll}
        aria-label={t("imports.conflicts", { n: found })}
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
            {project.conflicts.slice(0, shown).map((conflict, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order.
              <Line key={index} conflict={conflict} project={project} />
            ))}
          </tbody>
        </table>
      </section>
      {found > shown && (
        <Button kind="quiet" onClick={() => setShown(shown + PAGE)}>
          {t("imports.conflictsMore", { n: found - shown })}
        </Button>
      )}
    </Section>
  );
}

function Line({ conflict, project }: { conflict: ImportConflict; project: ImportProject }) {
  const t = useT();
  const module = useModule(conflict.module ?? project.module);
  const field = module?.byKey[conflict.field ?? ""];
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
      <td>
        {conflict.module && module ? `${module.label} · ` : ""}
        {field?.label ?? conflict.field}
      </td>
      <td data-label={t("imports.keptValue")}>
        <Said value={conflict.kept} field={conflict.masked ? undefined : field} />
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
