import { useState } from "react";
import { useParams } from "react-router";
import type { ImportProject, ImportState } from "@/api/imports";
import { isProblem } from "@/api/problem";
import { type TextKey, useT } from "@/kernel/i18n";
import { Broken, Icon, LinkButton, Loading, Page, Refused } from "@/ui";
import { CheckStep } from "./CheckStep";
import styles from "./Imports.module.css";
import { MappingStep } from "./MappingStep";
import { RunStep } from "./RunStep";
import { standing, UNSETTLED } from "./settling";
import { useImport } from "./useImport";
import { fileNames } from "./words";

type Step = "file" | "mapping" | "check" | "run";
const STEPS: Step[] = ["file", "mapping", "check", "run"];

const HOME: Record<ImportState, Step> = {
  planned: "mapping",
  checking: "check",
  checked: "check",
  running: "run",
  done: "run",
  cancelled: "run",
  failed: "run",
  undoing: "run",
  undone: "run",
};

/** One import, at the step where it stands; leave and come back at any time. */
export function Component() {
  const t = useT();
  const { id = "" } = useParams();
  const query = useImport(id);
  if (isProblem(query.error, 404)) return <Refused />;
  if (query.error && !query.data) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const project = query.data;
  return (
    <Page
      title={t("imports.title")}
      meta={fileNames(project)}
      actions={
        <LinkButton to="/imports" kind="quiet" icon="arrow-left">
          {t("imports.all")}
        </LinkButton>
      }
    >
      <Wizard key={project.id} project={project} />
    </Page>
  );
}

function Wizard({ project }: { project: ImportProject }) {
  // The state of the server decides; going back to the mapping is a wish that ends with the next check.
  const [back, setBack] = useState<ImportState | null>(null);
  const [draft, setDraft] = useState(UNSETTLED);
  // What was on the screen when the choices of the draft were made.
  const [checked, setChecked] = useState(project);
  const toMapping = () => setBack(project.state);
  const step: Step = back === project.state ? "mapping" : HOME[project.state];
  const settled = project.state === "checked" || project.state === "cancelled" || project.state === "failed";
  return (
    <>
      <Stepper step={step} onMapping={settled ? toMapping : undefined} />
      {step === "mapping" && (
        <MappingStep
          project={project}
          settled={(files) => standing(draft, checked, files)}
          onCheck={() => {
            setBack(null);
            setDraft(UNSETTLED);
          }}
        />
      )}
      {step === "check" && (
        <CheckStep
          project={project}
          draft={draft}
          onDraft={(changed) => {
            setDraft(changed);
            setChecked(project);
          }}
          onMapping={toMapping}
        />
      )}
      {step === "run" && <RunStep project={project} onMapping={toMapping} />}
    </>
  );
}

function Stepper({ step, onMapping }: { step: Step; onMapping?: () => void }) {
  const t = useT();
  const at = STEPS.indexOf(step);
  return (
    <ol className={styles.stepper} aria-label={t("imports.steps")}>
      {STEPS.map((one, index) => (
        <li
          key={one}
          data-state={index < at ? "past" : index === at ? "now" : "next"}
          aria-current={index === at ? "step" : undefined}
        >
          <span className={styles.mark}>{index < at ? <Icon name="check" size={13} /> : index + 1}</span>
          {one === "mapping" && index < at && onMapping ? (
            <button type="button" className="link" onClick={onMapping}>
              {t("imports.step_mapping")}
            </button>
          ) : (
            t(`imports.step_${one}` as TextKey)
          )}
        </li>
      ))}
    </ol>
  );
}
