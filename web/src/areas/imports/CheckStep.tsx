import { useMutation } from "@tanstack/react-query";
import { type ImportProject, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { Button, Section } from "@/ui";
import { Counts } from "./Counts";
import styles from "./Imports.module.css";
import { OptionsPart } from "./OptionsPart";
import { OwnersPart } from "./OwnersPart";
import { ProblemGrid } from "./ProblemGrid";
import { isSettling, type Settling, UNSETTLED } from "./settling";
import { keepInvitations, paintImport, refreshImport } from "./useImport";
import { ValuesPart } from "./ValuesPart";
import { Working } from "./Working";
import { whyNot } from "./words";

interface CheckStepProps {
  project: ImportProject;
  /** They outlive a look at the mapping. */
  draft: Settling;
  onDraft: (draft: Settling) => void;
  onMapping: () => void;
}

/** What would happen, everything that is not right, and the choices that only a person can make. */
export function CheckStep({ project, draft, onDraft, onMapping }: CheckStepProps) {
  const t = useT();
  const dirty = isSettling(draft);
  const recheck = useMutation({
    mutationFn: async () => {
      await importsApi.change(project.id, draft);
      return importsApi.check(project.id);
    },
    onSuccess: (brief) => {
      onDraft(UNSETTLED);
      paintImport(project.id, brief);
    },
    onError: () => refreshImport(project.id),
  });
  const run = useMutation({
    mutationFn: () => importsApi.run(project.id),
    onSuccess: ({ invitations = [], ...brief }) => {
      keepInvitations(project.id, invitations);
      paintImport(project.id, brief);
    },
  });
  if (project.state === "checking") return <Working project={project} title={t("imports.checking")} />;
  const ready = project.total - project.waiting;
  const error = recheck.error ?? run.error;
  return (
    <>
      <Counts project={project} />
      <OwnersPart project={project} draft={draft} onChange={onDraft} />
      <ValuesPart project={project} draft={draft} onChange={onDraft} />
      <OptionsPart project={project} draft={draft} onChange={onDraft} />
      {/* The list of problems may be long: what is one choice for all stands before it. */}
      {project.partial + project.waiting > 0 && (
        <Section title={t("imports.problems")} actions={<ProblemsFile project={project} />}>
          <p className="quiet">{t("imports.problemsText")}</p>
          <ProblemGrid project={project} open />
        </Section>
      )}
      <footer className={styles.foot}>
        <span className={styles.footText} role="status">
          {error ? whyNot(error) : dirty ? t("imports.dirty") : t("imports.readyText")}
        </span>
        <Button onClick={onMapping}>{t("imports.toMapping")}</Button>
        {dirty ? (
          <Button kind="primary" icon="refresh" busy={recheck.isPending} onClick={() => recheck.mutate()}>
            {t("imports.recheck")}
          </Button>
        ) : (
          <Button
            kind="primary"
            icon="arrow-right"
            busy={run.isPending}
            disabled={ready <= 0}
            onClick={() => run.mutate()}
          >
            {t("imports.run", { n: ready })}
          </Button>
        )}
      </footer>
    </>
  );
}

/** The bad rows as a workbook in the layout of their file. */
export function ProblemsFile({ project }: { project: ImportProject }) {
  const t = useT();
  return (
    <a className={`link ${styles.end}`} href={`${project.problems_url}?format=xlsx`} download>
      {t("imports.problemsFile")}
    </a>
  );
}
