import { useState } from "react";
import { Link } from "react-router";
import { cache } from "@/api/cache";
import { isProblem } from "@/api/problem";
import type { Tag } from "@/api/types";
import { tags as api, type TagDraft } from "@/api/workspace";
import { useTags } from "@/fields";
import { text, useT } from "@/kernel/i18n";
import { useSchema } from "@/schema";
import { Button, Confirm, Empty, IconButton, Menu, Page, Pill, toast } from "@/ui";
import { MergeDialog } from "./MergeDialog";
import { TagDialog } from "./TagDialog";
import styles from "./TagsPage.module.css";
import { inOrder } from "./tree";

type Deed = { kind: "edit" | "merge" | "delete"; tag: Tag } | { kind: "new"; parent: string | null };

function wordsOf(error: unknown): string {
  return isProblem(error) ? (error.errors[0]?.message ?? error.message) : text("error.network");
}

const refresh = () => cache.invalidateQueries({ queryKey: ["tags"] });

/** The tags of the house as a tree: names, colours, order, how many records carry each. */
export function Component() {
  const t = useT();
  const tags = useTags();
  const [deed, setDeed] = useState<Deed | null>(null);
  const close = () => setDeed(null);
  const save = async (draft: TagDraft) => {
    if (deed?.kind === "edit") await api.patch(deed.tag.id, draft);
    else await api.create(draft);
    close();
    await refresh();
  };
  const remove = async (tag: Tag) => {
    close();
    try {
      await api.remove(tag.id);
      toast.good(t("tags.deleted", { name: tag.label }));
    } catch (error) {
      toast.bad(wordsOf(error));
    }
    await refresh();
  };
  return (
    <Page
      title={t("tags.title")}
      lead={t("tags.lead")}
      narrow
      actions={
        <Button kind="primary" icon="plus" onClick={() => setDeed({ kind: "new", parent: null })}>
          {t("tags.add")}
        </Button>
      }
    >
      {tags.length === 0 ? (
        <Empty title={t("tags.empty")} text={t("tags.emptyText")} />
      ) : (
        <ul className={styles.list}>
          {inOrder(tags).map(({ tag, depth }) => (
            <TagRow key={tag.id} tag={tag} depth={depth} onDeed={setDeed} />
          ))}
        </ul>
      )}
      {(deed?.kind === "edit" || deed?.kind === "new") && (
        <TagDialog
          tag={deed.kind === "edit" ? deed.tag : null}
          parent={deed.kind === "new" ? deed.parent : deed.tag.parent}
          tags={tags}
          onSave={save}
          onClose={close}
        />
      )}
      {deed?.kind === "merge" && (
        <MergeDialog
          tag={deed.tag}
          tags={tags}
          onClose={close}
          onMerge={async (into) => {
            await api.merge(deed.tag.id, into);
            close();
            toast.good(t("tags.merged"));
            await refresh();
          }}
        />
      )}
      <Confirm
        open={deed?.kind === "delete"}
        onClose={close}
        onConfirm={() => deed?.kind === "delete" && void remove(deed.tag)}
        title={t("tags.deleteTitle", { name: deed?.kind === "delete" ? deed.tag.label : "" })}
        text={t("tags.deleteText", { n: deed?.kind === "delete" ? (deed.tag.count ?? 0) : 0 })}
        confirm={t("common.delete")}
        cancel={t("common.cancel")}
        danger
      />
    </Page>
  );
}

interface TagRowProps {
  tag: Tag;
  depth: number;
  onDeed: (deed: Deed) => void;
}

function TagRow({ tag, depth, onDeed }: TagRowProps) {
  const t = useT();
  const schema = useSchema();
  const tagged = schema.modules.find((module) => module.fields.some((field) => field.type === "tags"));
  const filter = JSON.stringify({ field: "tags", op: "has_any", value: [tag.id] });
  return (
    <li className={styles.row} style={{ paddingLeft: depth * 26 }}>
      {depth > 0 && <span className={styles.branch} aria-hidden="true" />}
      <Pill pigment={tag.color}>{tag.label}</Pill>
      {tagged && (
        <Link className={styles.count} to={`/m/${tagged.key}?f=${encodeURIComponent(filter)}`}>
          {t("tags.count", { n: tag.count ?? 0 })}
        </Link>
      )}
      <span className={styles.deeds}>
        <IconButton
          icon="edit"
          size="sm"
          iconSize={16}
          label={t("tags.edit", { name: tag.label })}
          onClick={() => onDeed({ kind: "edit", tag })}
        />
        <Menu
          label={t("tags.more", { name: tag.label })}
          entries={[
            {
              key: "child",
              label: t("tags.addBelow"),
              icon: "plus",
              onClick: () => onDeed({ kind: "new", parent: tag.id }),
            },
            {
              key: "merge",
              label: t("tags.merge"),
              icon: "git-merge",
              onClick: () => onDeed({ kind: "merge", tag }),
            },
            {
              key: "delete",
              label: t("common.delete"),
              icon: "trash",
              danger: true,
              divided: true,
              onClick: () => onDeed({ kind: "delete", tag }),
            },
          ]}
        >
          <IconButton
            icon="dots"
            size="sm"
            iconSize={16}
            tip={false}
            label={t("tags.more", { name: tag.label })}
          />
        </Menu>
      </span>
    </li>
  );
}
