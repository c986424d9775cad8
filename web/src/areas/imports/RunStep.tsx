import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { type ImportProject, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { refreshModule } from "@/records";
import { useModule } from "@/schema";
import { Button, Icon, LinkButton, Section } from "@/ui";
import { ProblemsFile } from "./CheckStep";
import { Conflicts } from "./Conflicts";
import { Tiles } from "./Counts";
import styles from "./Imports.module.css";
import { Invitations } from "./Invitations";
import { ProblemGrid } from "./ProblemGrid";
import { TakeBack, TakenBack } from "./Undo";
import { paintImport } from "./useImport";
import { Working } from "./Working";
import { faultOf, whyNot } from "./words";

interface RunStepProps {
  project: ImportProject;
  onMapping: () => void;
}

/** The import on its way, then what became of it. */
export function RunStep({ project, onMapping }: RunStepProps) {
  const t = useT();
  const module = useModule(project.module);
  const done = project.state === "done";
  useEffect(() => {
    if (done) void refreshModule(project.module);
  }, [done, project.module]);
  if (project.state === "running") return <Working project={project} title={t("imports.running")} />;
  if (project.state === "undoing") return <Working project={project} title={t("imports.undoing")} />;
  if (project.state === "undone") return <TakenBack project={project} />;
  if (!done) return <Halted project={project} onMapping={onMapping} />;
  return (
    <>
      <div className={styles.doneHead}>
        <Icon name="circle-check" size={26} />
        <h2 className="display">{t("imports.doneTitle", { n: formatNumber(project.created) })}</h2>
        <LinkButton kind="primary" to={`/m/${project.module}`}>
          {t("imports.toList", { name: module?.plural || module?.label || "" })}
        </LinkButton>
        <LinkButton to="/imports">{t("imports.another")}</LinkButton>
        <TakeBack project={project} />
      </div>
      <Tiles
        tiles={[
          { key: "clean", n: project.created, label: t("imports.created"), note: t("imports.createdText") },
          { key: "updated", n: project.updated, label: t("imports.updated"), note: t("imports.updatedText") },
          {
            key: "left",
            n: project.unchanged ?? 0,
            label: t("imports.unchanged"),
            note: t("imports.unchangedText"),
          },
          {
            key: "waiting",
            n: project.waiting + project.failed,
            label: t("imports.notImported"),
            note: t("imports.notImportedText"),
          },
        ]}
      />
      <Invitations project={project} />
      <Conflicts project={project} />
      {project.partial + project.waiting > 0 && (
        <Section title={t("imports.toMend")} actions={<ProblemsFile project={project} />}>
          <p className="quiet">{t("imports.toMendText")}</p>
          <ProblemGrid project={project} open={false} />
        </Section>
      )}
    </>
  );
}

function Halted({ project, onMapping }: RunStepProps) {
  const t = useT();
  // A check that failed has nothing to go on with; a run that stopped goes on where it was.
  const begun = project.state === "cancelled" || project.created + project.updated > 0;
  const again = useMutation({
    mutationFn: () => (begun ? importsApi.run(project.id) : importsApi.check(project.id)),
    onSuccess: (brief) => paintImport(project.id, brief),
  });
  const failed = project.state === "failed";
  return (
    <section className={styles.working}>
      <h2 className="display">{t(failed ? "imports.failedTitle" : "imports.stoppedTitle")}</h2>
      <p className="quiet">
        {(failed && faultOf(project)) || t("imports.stoppedText", { n: project.created })}
      </p>
      {again.error && (
        <p className={styles.fault} role="alert">
          {whyNot(again.error)}
        </p>
      )}
      <div className={styles.deeds}>
        <Button kind="primary" icon="refresh" busy={again.isPending} onClick={() => again.mutate()}>
          {t(begun ? "imports.goOn" : "imports.recheck")}
        </Button>
        <Button onClick={onMapping}>{t("imports.toMapping")}</Button>
      </div>
    </section>
  );
}
