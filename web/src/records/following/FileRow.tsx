import { useRef } from "react";
import { fileUrl, isPicture, pictureUrl } from "@/api/files";
import type { RecordRow } from "@/api/types";
import { useUploads } from "@/fields/file/useUploads";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { fileSize } from "@/kernel/number";
import { can, titleOf, useMe } from "@/schema";
import { Icon, IconButton, type IconName, Menu, type MenuEntry } from "@/ui";
import styles from "./Files.module.css";
import type { Follower } from "./shape";
import { type Version, versionsOf } from "./useDocuments";

interface FileRowProps {
  row: RecordRow;
  documents: Follower;
  /** May the person change the record, and so what lies beside it. */
  mine: boolean;
  onOpen: (file: Version) => void;
  onDeed: (deed: "rename" | "versions") => void;
  onVersion: (file: { id: string }) => void;
  onRemove: (name: string) => void;
}

/** One document: what it is, how large, who put it there when, and what can be done with it. */
export function FileRow({ row, documents, mine, onOpen, onDeed, onVersion, onRemove }: FileRowProps) {
  const t = useT();
  const me = useMe();
  const chooser = useRef<HTMLInputElement>(null);
  const { sending, fault, send } = useUploads(onVersion);
  const versions = versionsOf(documents, row);
  const newest = versions[0];
  const name = titleOf(documents.module, row);
  if (!newest) return null;
  const changes = mine && can(documents.module, "edit");
  const removes = can(documents.module, "delete") && (mine || newest.by?.id === me?.id);
  const entries: MenuEntry[] = [
    { key: "open", label: t("files.preview"), icon: "eye", onClick: () => onOpen(newest) },
    { key: "versions", label: t("files.versions"), icon: "history", onClick: () => onDeed("versions") },
    ...(changes
      ? ([
          {
            key: "version",
            label: t("files.newVersion"),
            icon: "upload",
            onClick: () => chooser.current?.click(),
          },
          { key: "rename", label: t("files.rename"), icon: "edit", onClick: () => onDeed("rename") },
        ] satisfies MenuEntry[])
      : []),
    ...(removes
      ? ([
          {
            key: "remove",
            label: t("common.delete"),
            icon: "trash",
            danger: true,
            onClick: () => onRemove(name),
          },
        ] satisfies MenuEntry[])
      : []),
  ];
  const facts = [fileSize(newest.size), newest.by?.name, newest.at && formatInstant(newest.at)];
  return (
    <li className={styles.row}>
      <button type="button" className={styles.open} onClick={() => onOpen(newest)}>
        {isPicture(newest) ? (
          <img className={styles.picture} src={pictureUrl(newest.id)} alt="" loading="lazy" />
        ) : (
          <span className={styles.mark}>
            <Icon name={iconOf(newest)} size={20} />
          </span>
        )}
        <span className={styles.words}>
          <span className={styles.name}>{name}</span>
          <span className={styles.facts}>
            {facts.filter(Boolean).join(" · ")}
            {versions.length > 1 && ` · ${t("files.countVersions", { n: versions.length })}`}
          </span>
        </span>
      </button>
      {sending.length > 0 && (
        <progress
          value={sending[0]?.part}
          aria-label={t("field.sending", { name: sending[0]?.name ?? "" })}
        />
      )}
      <a className={styles.save} href={fileUrl(newest.id)} download={newest.name}>
        <Icon name="download" size={17} />
        <span className="sr-only">{t("files.download", { name })}</span>
      </a>
      <Menu label={t("files.deeds", { name })} entries={entries} width={190}>
        <IconButton icon="dots" tip={false} label={t("files.deeds", { name })} />
      </Menu>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t("files.newVersion")}
        onChange={(event) => {
          void send([...(event.target.files ?? [])].slice(0, 1));
          event.target.value = "";
        }}
      />
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </li>
  );
}

/** The picture of a file by what it holds. */
export function iconOf(file: { type: string }): IconName {
  if (file.type.includes("spreadsheet")) return "file-spreadsheet";
  if (file.type.startsWith("text/") || file.type === "application/pdf") return "file-text";
  return file.type.includes("wordprocessing") ? "file-text" : "paperclip";
}
