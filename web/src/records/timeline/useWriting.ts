import { useMutation } from "@tanstack/react-query";
import { isProblem } from "@/api/problem";
import { records } from "@/api/records";
import type { TimelineItem, Values } from "@/api/types";
import { text } from "@/kernel/i18n";
import { idempotencyKey } from "@/kernel/id";
import { useMe } from "@/schema";
import { announce, toast } from "@/ui";
import { attachable } from "../following/shape";
import { forgetDraft } from "./draft";
import { type Entry, valuesOf } from "./entry";
import type { Journal } from "./journal";
import { paintItem, refreshTimeline, repaintItem, wipeItem } from "./useTimeline";

/** Says why something could not be saved, in words for people. */
export function wordsOf(error: unknown): string {
  if (isProblem(error)) return error.errors[0]?.message ?? error.message;
  return text("error.network");
}

export interface Writing {
  entry: Entry;
  /** Stays the same when the same text is sent again, so that it is written once. */
  key: string;
}

/** Writes entries about one record: they stand in the timeline before the server answers. */
export function useWriting(module: string, id: string, journal: Journal | null) {
  const me = useMe();
  const home = journal?.module.key ?? "";
  const attached = journal ? attachable(journal.module) : null;
  return useMutation({
    mutationFn: ({ entry, key }: Writing) =>
      records.create(home, { ...valuesOf(entry, attached), [journal?.link ?? ""]: id }, key),
    onMutate: ({ entry, key }) => {
      const values = valuesOf(entry);
      paintItem(module, id, {
        id: key,
        kind: entry.kind,
        at: new Date().toISOString(),
        actor: me ? { id: me.id, name: me.name } : null,
        module: home,
        record_id: "",
        title: String(values.subject ?? ""),
        text: String(values.content ?? ""),
        values: { ...values, files: entry.files ?? [] },
      });
    },
    onSuccess: (_saved, { entry }) => {
      forgetDraft(module, id, entry);
      announce(text("timeline.saved"));
      void refreshTimeline(module, id);
    },
    onError: (_error, { key }) => wipeItem(module, id, key),
  });
}

/** Changes, finishes and removes entries that stand in the timeline. */
export function useEntryDeeds(module: string, id: string, journal: Journal | null) {
  const home = journal?.module.key ?? "";
  const patch = useMutation({
    mutationFn: ({ item, values }: { item: TimelineItem; values: Values }) =>
      records.patch(home, item.record_id, versionOf(item), values),
    onMutate: ({ item, values }) =>
      repaintItem(module, id, {
        ...item,
        kind: typeof values.kind === "string" ? values.kind : item.kind,
        title: "subject" in values ? String(values.subject ?? "") : item.title,
        text: "content" in values ? String(values.content ?? "") : item.text,
        values: { ...item.values, ...values },
      }),
    onError: (error, { item }) => {
      repaintItem(module, id, item);
      toast.bad(wordsOf(error));
    },
    onSettled: () => refreshTimeline(module, id),
  });
  const remove = async (item: TimelineItem) => {
    wipeItem(module, id, item.id);
    try {
      await records.remove(home, item.record_id);
      toast.show(text("timeline.deleted"), { label: text("common.undo"), run: () => void bring(item) });
    } catch (error) {
      toast.bad(wordsOf(error));
    }
    await refreshTimeline(module, id);
  };
  const bring = async (item: TimelineItem) => {
    await records.restore(home, item.record_id);
    await refreshTimeline(module, id);
  };
  return { patch, remove };
}

const versionOf = (item: TimelineItem) => (item.values?.version as string | number | undefined) ?? "";

/** A task made of a decision, due at the agreed follow-up or left open. */
export function taskFrom(item: TimelineItem, due: string): Writing {
  return {
    key: idempotencyKey(),
    entry: {
      kind: "task",
      content: String(item.values?.decisions ?? "").trim(),
      key_points: "",
      decisions: "",
      next_follow_up: null,
      due_at: String(item.values?.next_follow_up ?? "") || due,
      priority: null,
    },
  };
}
