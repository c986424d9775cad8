import { useEffect, useRef, useState } from "react";
import type { RecordDetail, RecordRow } from "@/api/types";
import { useUploads } from "@/fields/file/useUploads";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Broken, Button, Icon, Skeleton, useDrop } from "@/ui";
import { FileRow } from "./FileRow";
import styles from "./Files.module.css";
import { Preview } from "./Preview";
import { Rename } from "./Rename";
import { type Follower, mayEdit, placeOf } from "./shape";
import { useDocumentDeeds, useDocuments, type Version } from "./useDocuments";
import { Versions } from "./Versions";

interface FilesPanelProps {
  module: Module;
  record: RecordDetail;
  documents: Follower;
}

/** What lies open over the list. */
type Opened = { deed: "rename" | "versions"; id: string } | { deed: "preview"; file: Version } | null;

/** The documents of a record: choosing, dropping or pasting adds, a click looks inside. */
export function FilesPanel({ module, record, documents }: FilesPanelProps) {
  const t = useT();
  const place = placeOf(module, record.id);
  const list = useDocuments(documents, place);
  const deeds = useDocumentDeeds(documents, place);
  const [opened, setOpened] = useState<Opened>(null);
  const adds = documents.module.adds && mayEdit(record);
  const close = () => setOpened(null);
  const shown = opened && "id" in opened ? list.rows.find((row) => row.id === opened.id) : undefined;
  return (
    <section className={styles.panel} aria-label={documents.module.plural}>
      {adds && <Upload onFile={(file) => deeds.add.mutate(file)} />}
      {list.loading && <Skeleton lines={3} />}
      {Boolean(list.error) && <Broken error={list.error} retry={list.retry} />}
      {!list.loading && !list.error && list.rows.length === 0 && (
        <p className={styles.nothing}>{t(adds ? "files.emptyAdd" : "files.empty")}</p>
      )}
      <ul className={styles.list}>
        {list.rows.map((row) => (
          <FileRow
            key={row.id}
            row={row}
            documents={documents}
            mine={adds}
            onOpen={(file) => setOpened({ deed: "preview", file })}
            onDeed={(deed) => setOpened({ deed, id: row.id })}
            onVersion={(file) => deeds.change.mutate({ row, values: withVersion(documents, row, file.id) })}
            onRemove={(name) => void deeds.remove(row, name)}
          />
        ))}
      </ul>
      {list.hasMore && (
        <Button kind="quiet" onClick={list.more}>
          {t("common.more")}
        </Button>
      )}
      <Preview file={opened?.deed === "preview" ? opened.file : null} onClose={close} />
      {shown && opened?.deed === "rename" && (
        <Rename
          row={shown}
          documents={documents}
          onClose={close}
          onSave={(values) => deeds.change.mutateAsync({ row: shown, values })}
        />
      )}
      {shown && opened?.deed === "versions" && (
        <Versions
          row={shown}
          documents={documents}
          changes={adds}
          onClose={close}
          onOpen={(file) => setOpened({ deed: "preview", file })}
          onChange={(ids) => deeds.change.mutate({ row: shown, values: { [documents.field.key]: ids } })}
        />
      )}
    </section>
  );
}

function withVersion(documents: Follower, row: RecordRow, id: string) {
  const held = row.values[documents.field.key];
  return { [documents.field.key]: [id, ...(Array.isArray(held) ? held : [])] };
}

function Upload({ onFile }: { onFile: Parameters<typeof useUploads>[0] }) {
  const t = useT();
  const { sending, fault, send } = useUploads(onFile);
  const take = (files: File[]) => void send(files);
  const drop = useDrop(take);
  usePaste(take);
  return (
    <>
      <label className={styles.drop} {...drop}>
        <input
          type="file"
          multiple
          className="sr-only"
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <Icon name="upload" size={17} />
        <span>{t("files.drop")}</span>
      </label>
      {fault && (
        <p className={styles.fault} role="alert">
          <Icon name="alert-circle" size={15} />
          {fault}
        </p>
      )}
      {sending.map((item) => (
        <p key={item.key} className={styles.sending} role="status">
          <span className="ellipsis">{item.name}</span>
          <progress value={item.part} aria-label={t("field.sending", { name: item.name })} />
        </p>
      ))}
    </>
  );
}

/** A picture in the clipboard is added wherever on the page it is pasted; text goes where it was meant to. */
function usePaste(take: (files: File[]) => void) {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, []);
}
