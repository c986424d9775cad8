import { useInfiniteQuery } from "@tanstack/react-query";
import { type ImportProject, type ImportRow, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { Broken, Button, Loading } from "@/ui";
import narrow from "./Grid.module.css";
import styles from "./Imports.module.css";
import { ProblemLine } from "./ProblemLine";
import { rowTitle } from "./words";

interface ProblemGridProps {
  project: ImportProject;
  /** Values can still be mended here. */
  open: boolean;
}

const BLOCK = 100;

/** Every value that was not taken, where it stands, and why; typing a better one mends it. */
export function ProblemGrid({ project, open }: ProblemGridProps) {
  const t = useT();
  const query = useInfiniteQuery({
    queryKey: ["import-problems", project.id, project.state, project.job_id],
    queryFn: ({ pageParam }) =>
      importsApi.rows(project.id, { state: "waiting,partial", limit: BLOCK, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.error) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  const manyFiles = project.files.length > 1;
  return (
    <>
      <section
        className={styles.scroll}
        aria-label={t("imports.problems")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
      >
        <table className={`${styles.grid} ${narrow.problems}`}>
          <thead>
            <tr>
              <th scope="col">{t("imports.place")}</th>
              <th scope="col">{t("imports.who")}</th>
              <th scope="col">{t("imports.column")}</th>
              <th scope="col">{t("imports.value")}</th>
              <th scope="col">{t("imports.why")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RowLines key={row.id} row={row} project={project} open={open} manyFiles={manyFiles} />
            ))}
          </tbody>
        </table>
      </section>
      {query.hasNextPage && (
        <p className={styles.under}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("imports.moreRows", { n: BLOCK })}
          </Button>
        </p>
      )}
    </>
  );
}

interface RowLinesProps extends ProblemGridProps {
  row: ImportRow;
  manyFiles: boolean;
}

function RowLines({ row, project, open, manyFiles }: RowLinesProps) {
  const t = useT();
  const sheet = project.files.flatMap((file) => file.sheets).find((one) => one.key === row.sheet)?.name;
  const place = manyFiles || !sheet ? row.file : sheet;
  const title = rowTitle(project, row.fields, row.source);
  return (
    <>
      {row.errors.map((error, index) => (
        <ProblemLine
          key={`${error.field}:${error.column ?? index}`}
          project={project}
          row={row}
          error={error}
          open={open}
          place={index === 0 ? place : ""}
          placeTitle={`${row.file} ${sheet ?? ""}`}
          title={index === 0 ? title : ""}
        />
      ))}
      {row.errors.length === 0 && (
        <tr>
          <td className="tabular">{t("imports.rowNo", { n: row.row })}</td>
          <td>{title}</td>
          <td colSpan={3} className="quiet">
            {row.reason}
          </td>
        </tr>
      )}
    </>
  );
}
