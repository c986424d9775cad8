import { useState } from "react";
import type { RecordDetail, TimelineItem } from "@/api/types";
import { optionOf } from "@/fields";
import { addDays, formatFull, formatTime, today } from "@/kernel/clock";
import { type TextKey, useT } from "@/kernel/i18n";
import { isComposing } from "@/kernel/ime";
import { can, type Module } from "@/schema";
import { Button, Icon, IconButton, Menu, toast } from "@/ui";
import { useAttached } from "../attached/useAttached";
import { attachable } from "../following/shape";
import { Changes } from "./Changes";
import { EntryForm } from "./EntryForm";
import { type Entry, entryOf, isBlank, morningOf, valuesOf } from "./entry";
import { isTask, type Journal } from "./journal";
import { kindIcon, SYSTEM_KINDS } from "./kinds";
import { Said } from "./Said";
import styles from "./Timeline.module.css";
import { taskFrom, useEntryDeeds, useWriting } from "./useWriting";

interface ItemProps {
  item: TimelineItem;
  module: Module;
  record: RecordDetail;
  journal: Journal | null;
}

/** One entry: who, how, when, what; its deeds show on hover and focus. */
export function Item({ item, module, record, journal }: ItemProps) {
  const t = useT();
  const [editing, setEditing] = useState(false);
  const deeds = useEntryDeeds(module.key, record.id, journal);
  const system = SYSTEM_KINDS.includes(item.kind);
  const field = journal?.module.byKey.kind;
  const option = field && !system ? optionOf(field, item.kind) : null;
  const pending = !system && !item.record_id;
  return (
    <li className={pending ? styles.pending : undefined} data-kind={item.kind}>
      <span className={system ? styles.system : styles.mark} data-pigment={option?.color ?? "neutral"}>
        <Icon name={kindIcon(item.kind)} size={15} />
      </span>
      <div>
        <div className={styles.head}>
          <span className={styles.who}>{item.actor?.name ?? t("timeline.system")}</span>
          <span className={styles.kind}>
            {option?.label ??
              t(
                `timeline.${item.kind === "deleted" ? "deleted_kind" : system ? item.kind : "system"}` as TextKey,
              )}
          </span>
          {journal && !system && !pending && (
            <ItemDeeds
              item={item}
              module={module}
              record={record}
              journal={journal}
              onEdit={() => setEditing(true)}
              onRemove={() => void deeds.remove(item)}
            />
          )}
          <time className={styles.time} dateTime={item.at} title={formatFull(item.at)}>
            {formatTime(item.at)}
          </time>
        </div>
        {editing && journal ? (
          <ItemEditor
            item={item}
            journal={journal}
            onClose={() => setEditing(false)}
            onSave={(entry) => {
              setEditing(false);
              deeds.patch.mutate({ item, values: valuesOf(entry, attachable(journal.module)) });
            }}
          />
        ) : system ? (
          <Changes item={item} module={module} record={record} />
        ) : (
          <Said
            item={item}
            journal={journal}
            onDone={(done) => deeds.patch.mutate({ item, values: { done } })}
          />
        )}
      </div>
    </li>
  );
}

interface ItemDeedsProps extends Omit<ItemProps, "journal"> {
  journal: Journal;
  onEdit: () => void;
  onRemove: () => void;
}

function ItemDeeds({ item, module, record, journal, onEdit, onRemove }: ItemDeedsProps) {
  const t = useT();
  const write = useWriting(module.key, record.id, journal);
  const decided = !isTask(item.kind) && Boolean(item.values?.decisions);
  const toTask = () =>
    write.mutate(taskFrom(item, morningOf(addDays(today(), 1))), {
      onSuccess: () => toast.good(t("timeline.taskMade")),
      onError: () => toast.bad(t("timeline.notSaved")),
    });
  return (
    <span className={styles.deeds}>
      {decided && (
        <IconButton icon="checkbox" size="sm" iconSize={16} label={t("timeline.toTask")} onClick={toTask} />
      )}
      <Menu
        label={t("timeline.deeds")}
        entries={[
          ...(can(journal.module, "edit")
            ? [{ key: "edit", label: t("common.edit"), icon: "edit" as const, onClick: onEdit }]
            : []),
          ...(decided
            ? [{ key: "task", label: t("timeline.toTask"), icon: "checkbox" as const, onClick: toTask }]
            : []),
          ...(can(journal.module, "delete")
            ? [
                {
                  key: "remove",
                  label: t("common.delete"),
                  icon: "trash" as const,
                  danger: true,
                  onClick: onRemove,
                },
              ]
            : []),
        ]}
      >
        <IconButton icon="dots" size="sm" iconSize={16} tip={false} label={t("timeline.deeds")} />
      </Menu>
    </span>
  );
}

interface ItemEditorProps {
  item: TimelineItem;
  journal: Journal;
  onClose: () => void;
  onSave: (entry: Entry) => void;
}

function ItemEditor({ item, journal, onClose, onSave }: ItemEditorProps) {
  const t = useT();
  const [entry, setEntry] = useState(() => entryOf(item));
  const attached = useAttached(entry.files ?? [], (files) => setEntry((now) => ({ ...now, files })));
  const ready = !isBlank(entry) && attached.sending.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for keys of the boxes inside.
    <div
      className={styles.edit}
      onKeyDown={(event) => {
        if (isComposing(event)) return;
        if (event.key === "Escape") onClose();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready) onSave(entry);
      }}
    >
      <EntryForm entry={entry} journal={journal} attached={attached} onChange={setEntry} open>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button kind="primary" disabled={!ready} onClick={() => onSave(entry)}>
          {t("common.save")}
        </Button>
      </EntryForm>
    </div>
  );
}
