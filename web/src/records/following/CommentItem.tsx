import { Suspense, useState } from "react";
import type { StoredFile } from "@/api/files";
import type { RecordDetail, TimelineItem } from "@/api/types";
import { formatFull, formatTime } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { idempotencyKey } from "@/kernel/id";
import { can, type Module, useMe } from "@/schema";
import { Icon, IconButton, Menu, type MenuEntry } from "@/ui";
import { AttachedFiles } from "../attached/parts";
import line from "../timeline/Timeline.module.css";
import { CommentBox } from "./lateBox";
import { type Mentioned, partsOf } from "./mention";
import { attachable, type Follower, mayEdit } from "./shape";
import { useComments } from "./useComments";

// Not worth a style of its own on a first page.
const MENTION = { color: "var(--action-text)" };

interface CommentItemProps {
  item: TimelineItem;
  module: Module;
  record: RecordDetail;
  comments: Follower;
}

/** What somebody said to the others; its author changes it, and who may edit the record takes it away. */
export function CommentItem({ item, module, record, comments }: CommentItemProps) {
  const t = useT();
  const me = useMe();
  const [editing, setEditing] = useState(false);
  const deeds = useComments(comments, module.key, record.id);
  const pending = !item.record_id;
  const own = item.actor?.id === me?.id;
  const people = (item.values?.mentioned ?? []) as Mentioned[];
  const files = (item.values?.files ?? []) as StoredFile[];
  const edit: MenuEntry = {
    key: "edit",
    label: t("common.edit"),
    icon: "edit",
    onClick: () => setEditing(true),
  };
  const remove: MenuEntry = {
    key: "remove",
    label: t("common.delete"),
    icon: "trash",
    danger: true,
    onClick: () => void deeds.remove(item),
  };
  const entries = [
    ...(own && can(comments.module, "edit") ? [edit] : []),
    ...(can(comments.module, "delete") && (own || mayEdit(record)) ? [remove] : []),
  ];
  return (
    <li className={pending ? line.pending : undefined} data-kind="comment">
      <span className={line.mark} data-pigment="azurite">
        <Icon name="message-circle" size={15} />
      </span>
      <div>
        <div className={line.head}>
          <span className={line.who}>{item.actor?.name ?? t("timeline.system")}</span>
          <span className={line.kind}>
            {t("timeline.comment")}
            {item.values?.edited_at ? ` · ${t("timeline.edited")}` : ""}
          </span>
          {!pending && entries.length > 0 && (
            <span className={line.deeds}>
              <Menu label={t("timeline.deeds")} entries={entries}>
                <IconButton icon="dots" size="sm" iconSize={16} tip={false} label={t("timeline.deeds")} />
              </Menu>
            </span>
          )}
          <time className={line.time} dateTime={item.at} title={formatFull(item.at)}>
            {formatTime(item.at)}
          </time>
        </div>
        {editing ? (
          <Suspense fallback={null}>
            <CommentBox
              module={module.key}
              id={record.id}
              first={{ text: item.text, people, files }}
              autoFocus
              onCancel={() => setEditing(false)}
              attaches={attachable(comments.module) !== null}
              onSave={(said) => {
                setEditing(false);
                deeds.change.mutate({ item, said: { ...said, key: idempotencyKey() } });
              }}
            />
          </Suspense>
        ) : (
          <p className={line.text}>
            {partsOf(
              item.text,
              people.map((person) => person.name),
            ).map((part, index) =>
              part.mention ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place.
                <span key={index} style={MENTION}>
                  {part.words}
                </span>
              ) : (
                part.words
              ),
            )}
          </p>
        )}
        {!editing && <AttachedFiles files={files} />}
      </div>
    </li>
  );
}
