import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type ImportFile, type ImportProject, type ImportSheet, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { Button, Checkbox, Icon, LinkButton, Pill, Section } from "@/ui";
import { ColumnTable } from "./ColumnTable";
import styles from "./Imports.module.css";
import type { Settling } from "./settling";
import { paintImport } from "./useImport";
import { missingTargets, whyNot } from "./words";

interface Target {
  index: number;
  target: string | null;
}

interface MappingStepProps {
  project: ImportProject;
  /** The choices of an earlier check that still stand with these columns; they are sent along. */
  settled: (files: ImportFile[]) => Settling;
  onCheck: () => void;
}

/** What each column means; certain ones are settled already, the rest is one choice each. */
export function MappingStep({ project, settled, onCheck }: MappingStepProps) {
  const t = useT();
  // A choice is a draft of the whole mapping; it is sent once, with 'check'.
  const [files, setFiles] = useState<ImportFile[]>(project.files);
  const draft = { ...project, files };
  const missing = missingTargets(draft);
  const set = (fileId: string, sheetKey: string, change: (sheet: ImportSheet) => ImportSheet) =>
    setFiles((now) =>
      now.map((file) =>
        file.id === fileId
          ? { ...file, sheets: file.sheets.map((sheet) => (sheet.key === sheetKey ? change(sheet) : sheet)) }
          : file,
      ),
    );
  // Every choice is kept on the server at once, so that the mapping survives leaving; 'check' sends all again.
  // One after the other: an answer that came late would paint over a newer state.
  const kept = useRef(Promise.resolve());
  const keep = (fileId: string, sheet: { key: string; chosen?: boolean; columns?: Target[] }) => {
    kept.current = kept.current
      .then(() => importsApi.change(project.id, { files: [{ id: fileId, sheets: [sheet] }] }))
      .then((saved) => paintImport(project.id, saved))
      .catch(noteFault);
  };
  const [fault, setFault] = useState<string | null>(null);
  const noteFault = (error: unknown) => setFault(whyNot(error));
  const check = useMutation({
    mutationFn: async () => {
      await kept.current;
      await importsApi.change(project.id, {
        ...settled(files),
        files: files.map((file) => ({
          id: file.id,
          sheets: file.sheets.map((sheet) => ({
            key: sheet.key,
            chosen: sheet.chosen,
            columns: sheet.columns.map(({ index, target }) => ({ index, target: target ?? "other" })),
          })),
        })),
      });
      return importsApi.check(project.id);
    },
    onSuccess: (brief) => {
      onCheck();
      paintImport(project.id, { ...brief, files });
    },
  });
  const usable = files.some((file) => file.sheets.some((sheet) => sheet.chosen));
  return (
    <>
      {files.map((file) => (
        <Section key={file.id} title={<FileTitle file={file} />}>
          {file.error ? (
            <p className={styles.fault} role="alert">
              <Icon name="alert-circle" size={16} />
              {file.error.message}
            </p>
          ) : (
            file.sheets.map((sheet) => (
              <SheetPart
                key={sheet.key}
                project={draft}
                file={file}
                sheet={sheet}
                onChoose={(chosen) => {
                  set(file.id, sheet.key, (now) => ({ ...now, chosen }));
                  keep(file.id, { key: sheet.key, chosen });
                }}
                onTarget={(index, target) => {
                  set(file.id, sheet.key, (now) => ({
                    ...now,
                    columns: now.columns.map((column) =>
                      column.index === index ? { ...column, target } : column,
                    ),
                  }));
                  keep(file.id, { key: sheet.key, columns: [{ index, target: target ?? "other" }] });
                }}
              />
            ))
          )}
        </Section>
      ))}
      <footer className={styles.foot}>
        <span className={styles.footText} role="status">
          {check.error || fault
            ? (fault ?? whyNot(check.error))
            : usable &&
              missing.length > 0 &&
              t("imports.missing", { name: missing.map((target) => target.label).join("、") })}
        </span>
        {!usable && <LinkButton to="/imports">{t("imports.otherFiles")}</LinkButton>}
        <Button
          kind="primary"
          icon="arrow-right"
          busy={check.isPending}
          disabled={!usable || missing.length > 0}
          onClick={() => check.mutate()}
        >
          {t("imports.check")}
        </Button>
      </footer>
    </>
  );
}

function FileTitle({ file }: { file: ImportFile }) {
  return (
    <span className={styles.fileTitle}>
      <Icon name="file-spreadsheet" size={17} />
      {file.name}
      {file.encoding && <span className={styles.tech}>{file.encoding.toUpperCase()}</span>}
    </span>
  );
}

interface SheetPartProps {
  project: ImportProject;
  file: ImportFile;
  sheet: ImportSheet;
  onChoose: (chosen: boolean) => void;
  onTarget: (index: number, target: string | null) => void;
}

function SheetPart({ project, file, sheet, onChoose, onTarget }: SheetPartProps) {
  const t = useT();
  const single = file.sheets.length === 1;
  const certain = sheet.columns.filter((column) => column.target).length;
  return (
    <div className={styles.sheet}>
      <div className={styles.sheetHead}>
        <Checkbox
          checked={sheet.chosen}
          disabled={sheet.columns.length === 0}
          label={single ? t("imports.useFile") : sheet.name}
          onChange={onChoose}
        />
        {sheet.hidden && <Pill>{t("imports.hiddenSheet")}</Pill>}
        {sheet.header_rows.length > 0 && (
          <span className="quiet">{t("imports.headerRow", { rows: sheet.header_rows.join("–") })}</span>
        )}
        {sheet.columns.length > 0 ? (
          <span className="quiet">
            {t("imports.recognised", { n: certain, total: sheet.columns.length })}
          </span>
        ) : (
          <span className="quiet">{t("imports.noTable")}</span>
        )}
      </div>
      {sheet.chosen && sheet.columns.length > 0 && (
        <ColumnTable project={project} sheet={sheet} onTarget={onTarget} />
      )}
    </div>
  );
}
