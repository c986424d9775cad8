import { Suspense, useState } from "react";
import { useNavigate } from "react-router";
import type { RecordDetail } from "@/api/types";
import { kitOf, textOf } from "@/fields";
import { copyText } from "@/kernel/copy";
import { laterTexts, useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { dialLink, formatPhone } from "@/kernel/phone";
import { can, fieldsOf, type Module, titleOf, useMe } from "@/schema";
import { Avatar, Button, IconButton, LinkButton, Menu, type MenuEntry, toast, Warmth } from "@/ui";
import { restoreRecord, useRemoveRecord } from "../data/mutations";
import { wordsOf } from "../timeline/useWriting";
import styles from "./Header.module.css";
import { neighboursOf } from "./neighbours";
import { useNetwork } from "./useNetwork";

// Few look at these first; their words come with them.
const ShareDialog = late(async () => {
  const [page] = await Promise.all([import("../sharing/ShareDialog"), laterTexts()]);
  return page.ShareDialog;
});
const AccessDialog = late(async () => {
  const [page] = await Promise.all([import("../sharing/AccessDialog"), laterTexts()]);
  return page.AccessDialog;
});
const EditSheet = late(async () => (await import("./EditSheet")).EditSheet);

interface HeaderProps {
  module: Module;
  record: RecordDetail;
  onLog?: (kind?: string) => void;
}

/** Who this is and what can be done at once. */
export function Header({ module, record, onLog }: HeaderProps) {
  const title = titleOf(module, record);
  return (
    <header className={styles.header}>
      <Avatar name={title} size={52} square={hasCompanyFace(module)} />
      <div className={styles.words}>
        <div className={styles.line}>
          <h1 className={`${styles.title} display`}>{title}</h1>
          <Neighbours module={module} record={record} />
        </div>
        <Facts module={module} record={record} />
      </div>
      <Deeds module={module} record={record} onLog={onLog} />
    </header>
  );
}

// People have a given name somewhere; what has not is drawn as an organisation.
const hasCompanyFace = (module: Module) => !module.byKey.given_name;

function Facts({ module, record }: HeaderProps) {
  const t = useT();
  const network = useNetwork(module, record.id);
  const fields = fieldsOf(module, module.subtitle_fields ?? []);
  const words = fields
    .map((field) => ({ key: field.key, text: textOf(field, record) }))
    .filter((fact) => fact.text);
  const owner = typeof record.titles.owner === "string" ? record.titles.owner : "";
  const tagField = module.fields.find((field) => field.type === "tags");
  const Tags = tagField && (kitOf("tags").Detail ?? kitOf("tags").Cell);
  const people = network.data?.people ?? [];
  const level = network.data?.center.warmth ?? Math.max(0, ...people.map((person) => person.warmth));
  return (
    <div className={styles.facts}>
      {words.length > 0 && <span>{words.map((fact) => fact.text).join(" · ")}</span>}
      {owner && (
        <span className={styles.owner} title={t("record.owner")}>
          <Avatar name={owner} size={22} plain />
          {owner}
        </span>
      )}
      {network.data && (
        <span className={styles.warmth} title={t("record.warmthHow")}>
          <Warmth level={level} label={t("record.warmth", { n: level })} />
        </span>
      )}
      {tagField && Tags && <Tags field={tagField} value={record.values[tagField.key]} row={record} />}
    </div>
  );
}

function Neighbours({ module, record }: HeaderProps) {
  const t = useT();
  const navigate = useNavigate();
  const near = neighboursOf(module.key, record.id);
  if (!near) return null;
  const go = (id: string | null) => id && void navigate(`/m/${module.key}/${id}`, { replace: true });
  return (
    <span className={styles.near}>
      <IconButton
        icon="chevron-up"
        size="sm"
        iconSize={16}
        label={t("record.previous")}
        disabled={!near.before}
        onClick={() => go(near.before)}
      />
      <IconButton
        icon="chevron-down"
        size="sm"
        iconSize={16}
        label={t("record.next")}
        disabled={!near.after}
        onClick={() => go(near.after)}
      />
    </span>
  );
}

/** Every number of the record, the main one first. */
function numbersOf(module: Module, record: RecordDetail): string[] {
  const numbers: string[] = [];
  for (const field of module.fields) {
    const value = record.values[field.key];
    if (field.type === "phone" && typeof value === "string" && value) numbers.push(value);
    if (field.type !== "phones" || !Array.isArray(value)) continue;
    const entries = value as { value: string; main?: boolean; type?: string }[];
    const callable = entries.filter((entry) => entry.type !== "fax");
    numbers.push(
      ...[...callable].sort((a, b) => Number(b.main) - Number(a.main)).map((entry) => entry.value),
    );
  }
  return [...new Set(numbers)];
}

async function copy(words: string, said: string) {
  if (await copyText(words)) toast.good(said);
  else toast.show(words);
}

function Deeds({ module, record, onLog }: HeaderProps) {
  const t = useT();
  const [open, setOpen] = useState<"edit" | "share" | "access" | null>(null);
  const close = () => setOpen(null);
  const numbers = numbersOf(module, record);
  const main = numbers[0];
  const title = titleOf(module, record);
  const remove = useRemove(module, record);
  const navigate = useNavigate();
  const audited = useMe()?.verbs["audit.read"];
  const editable = record.writable.length > 0;
  const entries: MenuEntry[] = [
    ...numbers.slice(0, 4).map((number) => ({
      key: number,
      label: t("record.copyNumber", { number: formatPhone(number) }),
      icon: "copy" as const,
      onClick: () => void copy(formatPhone(number), t("common.copied")),
    })),
    {
      key: "link",
      label: t("record.copyLink"),
      icon: "link" as const,
      onClick: () => void copy(location.href, t("common.copied")),
    },
    ...(module.features.includes("timeline")
      ? [
          {
            key: "share",
            label: t("record.share"),
            icon: "users-group" as const,
            onClick: () => setOpen("share"),
          },
          {
            key: "access",
            label: t("record.access"),
            icon: "eye" as const,
            onClick: () => setOpen("access"),
          },
        ]
      : []),
    { key: "print", label: t("record.print"), icon: "printer" as const, onClick: () => window.print() },
    ...(audited
      ? [
          {
            key: "audit",
            label: t("record.audit"),
            icon: "history" as const,
            onClick: () => void navigate(`/settings/audit?module=${module.key}&record=${record.id}`),
          },
        ]
      : []),
    ...((record.deletable ?? can(module, "delete"))
      ? [
          {
            key: "delete",
            label: t("common.delete"),
            icon: "trash" as const,
            danger: true,
            divided: true,
            onClick: () => void remove(),
          },
        ]
      : []),
  ];
  return (
    <div className={styles.deeds}>
      {main && (
        <LinkButton kind="primary" icon="phone" to={dialLink(main)} reloadDocument>
          {t("record.call")}
        </LinkButton>
      )}
      {onLog && (
        <Button kind={main ? "default" : "primary"} icon="note" onClick={() => onLog()}>
          {t("record.log")}
        </Button>
      )}
      {editable && (
        <Button icon="edit" onClick={() => setOpen("edit")}>
          {t("common.edit")}
        </Button>
      )}
      <Menu label={t("record.more")} entries={entries}>
        <IconButton icon="dots" kind="default" label={t("record.more")} tip={false} />
      </Menu>
      <Suspense fallback={null}>
        {open === "edit" && <EditSheet module={module} record={record} onClose={close} />}
        {open === "share" && <ShareDialog module={module} id={record.id} title={title} onClose={close} />}
        {open === "access" && <AccessDialog module={module} id={record.id} title={title} onClose={close} />}
      </Suspense>
    </div>
  );
}

/** Deletes at once and offers the way back; asking first would only train people to say yes. */
function useRemove(module: Module, record: RecordDetail) {
  const t = useT();
  const navigate = useNavigate();
  const remove = useRemoveRecord(module.key);
  return async () => {
    try {
      await remove.mutateAsync(record.id);
      const path = `/m/${module.key}/${record.id}`;
      toast.show(t("record.deleted", { name: titleOf(module, record) }), {
        label: t("common.undo"),
        run: () => void restoreRecord(module.key, record.id).then(() => navigate(path)),
      });
      await navigate(`/m/${module.key}`);
    } catch (error) {
      toast.bad(wordsOf(error));
    }
  };
}
