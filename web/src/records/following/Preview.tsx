import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fileUrl, pageUrl, pictureUrl, previewOf, type StoredFile, type Preview as Told } from "@/api/files";
import { useT } from "@/kernel/i18n";
import { Dialog, Icon, Loading, Segmented } from "@/ui";
import styles from "./Preview.module.css";

interface PreviewProps {
  file: StoredFile | null;
  onClose: () => void;
}

/** A look inside a file: pictures, pages, tables and texts made of it; nothing of it ever runs. */
export function Preview({ file, onClose }: PreviewProps) {
  const t = useT();
  const query = useQuery({
    queryKey: ["preview", file?.id],
    queryFn: ({ signal }) => previewOf(file?.id ?? "", signal),
    enabled: file !== null,
    staleTime: 60_000,
    retry: false,
  });
  return (
    <Dialog
      open={file !== null}
      onClose={onClose}
      title={file?.name ?? ""}
      closeLabel={t("common.close")}
      size={980}
      footer={
        file && (
          <a className={`link ${styles.save}`} href={fileUrl(file.id)} download={file.name}>
            <Icon name="download" size={16} /> {t("files.download", { name: file.name })}
          </a>
        )
      }
    >
      {query.isPending && <Loading />}
      {query.error && <Nothing why="failed" />}
      {file && query.data && <Inside file={file} told={query.data} />}
    </Dialog>
  );
}

function Inside({ file, told }: { file: StoredFile; told: Told }) {
  const t = useT();
  switch (told.kind) {
    case "picture":
      return <img className={styles.picture} src={pictureUrl(file.id)} alt={file.name} />;
    case "pages":
      return <Pages file={file} count={told.pages} shown={told.shown} />;
    case "table":
      return <Tables told={told} />;
    case "text":
      return (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
          <pre className={styles.text} tabIndex={0}>
            {told.text}
          </pre>
          {told.more && <p className="quiet">{t("files.moreInside")}</p>}
        </>
      );
    default:
      return <Nothing why={told.why} />;
  }
}

function Pages({ file, count, shown }: { file: StoredFile; count: number; shown: number }) {
  const t = useT();
  const [broken, setBroken] = useState(false);
  if (broken) return <Nothing why="failed" />;
  return (
    <div className={styles.pages}>
      {Array.from({ length: shown }, (_, page) => (
        <img
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its number.
          key={page}
          className={styles.page}
          src={pageUrl(file.id, page + 1)}
          alt={t("files.page", { n: page + 1, of: count })}
          loading="lazy"
          onError={() => page === 0 && setBroken(true)}
        />
      ))}
      {shown < count && <p className="quiet">{t("files.morePages", { n: count - shown })}</p>}
    </div>
  );
}

function Tables({ told }: { told: Extract<Told, { kind: "table" }> }) {
  const t = useT();
  const [at, setAt] = useState("0");
  const sheet = told.sheets[Number(at)];
  return (
    <>
      {told.sheets.length > 1 && (
        <Segmented
          label={t("files.sheets")}
          value={at}
          onChange={setAt}
          options={told.sheets.map((one, index) => ({ value: String(index), label: one.name }))}
        />
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <div className={styles.sheet} tabIndex={0}>
        <table>
          <tbody>
            {sheet?.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number.
              <tr key={index}>
                {row.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place.
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sheet?.more && <p className="quiet">{t("files.moreInside")}</p>}
    </>
  );
}

function Nothing({ why }: { why: string }) {
  const t = useT();
  return (
    <div className={styles.nothing}>
      <Icon name="paperclip" size={28} />
      <p>{t(why === "failed" ? "files.previewFailed" : "files.noPreview")}</p>
    </div>
  );
}
