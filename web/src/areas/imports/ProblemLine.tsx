import { useState } from "react";
import { type ImportProject, type ImportRow, type ImportRowError, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { isCommitEnter } from "@/kernel/ime";
import { announce, Icon } from "@/ui";
import styles from "./Imports.module.css";
import { refreshImport } from "./useImport";
import { whyNot } from "./words";

// What the server names when it is no single column that is wrong.
const WHOLE = "*";

interface ProblemLineProps {
  project: ImportProject;
  row: ImportRow;
  error: ImportRowError;
  open: boolean;
  place: string;
  placeTitle: string;
  title: string;
}

/** One value that was not taken; Enter saves the better one and goes to the next line. */
export function ProblemLine({ project, row, error, open, place, placeTitle, title }: ProblemLineProps) {
  const t = useT();
  const target = project.targets.find((one) => one.key === error.field);
  const fix = useFix(project.id, row, error);
  return (
    <tr data-state={fix.state} data-waits={row.state === "waiting" || undefined}>
      <td className="tabular" title={placeTitle}>
        {place && <span className={`${styles.placeName} ellipsis`}>{place}</span>}
        {place && t("imports.rowNo", { n: row.row })}
      </td>
      <td>{title}</td>
      <td>{target?.label ?? (error.field === WHOLE ? t("imports.wholeRow") : error.field)}</td>
      <td className={styles.cell}>
        {open && target && fix.state !== "mended" ? (
          <input
            className={styles.input}
            aria-label={t("imports.valueOf", { name: target.label, n: row.row })}
            aria-invalid={fix.refusal ? true : undefined}
            value={fix.draft}
            onChange={(event) => fix.setDraft(event.target.value)}
            onBlur={() => void fix.send()}
            onKeyDown={(event) => {
              if (event.key === "Escape") fix.setDraft(error.raw ?? "");
              if (!isCommitEnter(event)) return;
              event.preventDefault();
              focusNext(event.currentTarget);
            }}
          />
        ) : (
          <span>{fix.state === "mended" ? fix.draft : error.raw}</span>
        )}
      </td>
      <td className={styles.why}>
        {fix.state === "mended" ? (
          <span className={styles.sure}>
            <Icon name="circle-check" size={16} />
            {t("imports.mended")}
          </span>
        ) : (
          (fix.refusal ?? error.message)
        )}
      </td>
    </tr>
  );
}

/** To the same box of the next line; leaving this one saves it. */
function focusNext(input: HTMLInputElement): void {
  const boxes = [...(input.closest("tbody")?.querySelectorAll<HTMLInputElement>("input") ?? [])];
  const next = boxes[boxes.indexOf(input) + 1];
  if (next) next.focus();
  else input.blur();
}

function useFix(id: string, row: ImportRow, error: ImportRowError) {
  const t = useT();
  const [draft, setDraft] = useState(error.raw ?? "");
  const [state, setState] = useState<"open" | "sending" | "mended">("open");
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async () => {
    if (state !== "open" || draft.trim() === (error.raw ?? "").trim()) return;
    setState("sending");
    try {
      await importsApi.fix(id, row.id, { [error.field]: draft });
      setState("mended");
      announce(t("imports.mended"));
      await refreshImport(id);
    } catch (fault) {
      setRefusal(whyNot(fault));
      setState("open");
    }
  };
  return { draft, setDraft, state, refusal, send };
}
