import { useMutation } from "@tanstack/react-query";
import type { StoredFile } from "@/api/files";
import { records } from "@/api/records";
import type { TimelineItem, Values } from "@/api/types";
import { text } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { announce, toast } from "@/ui";
import { paintItem, refreshTimeline, repaintItem, wipeItem } from "../timeline/useTimeline";
import { wordsOf } from "../timeline/useWriting";
import type { Mentioned } from "./mention";
import { attachable, type Follower } from "./shape";

export interface Said {
  text: string;
  people: Mentioned[];
  files: StoredFile[];
  /** Stays the same when the same words are sent again, so that they are said once. */
  key: string;
}

const valuesOf = (comments: Follower, said: Said): Values => {
  const attached = attachable(comments.module);
  return {
    text: said.text.trim(),
    [comments.field.key]: said.people.map((person) => person.id),
    ...(attached ? { [attached]: said.files.map((file) => file.id) } : {}),
  };
};

/** Says, changes and takes back comments on one record. */
export function useComments(comments: Follower, module: string, id: string) {
  const me = useMe();
  const home = comments.module.key;
  const say = useMutation({
    mutationFn: (said: Said) =>
      records.create(home, { ...valuesOf(comments, said), [comments.link]: `${module}/${id}` }, said.key),
    onMutate: (said) =>
      paintItem(module, id, {
        id: said.key,
        kind: "comment",
        at: new Date().toISOString(),
        actor: me ? { id: me.id, name: me.name } : null,
        module: home,
        record_id: "",
        title: "",
        text: said.text,
        values: { mentioned: said.people, files: said.files },
      }),
    onSuccess: () => {
      announce(text("timeline.saved"));
      void refreshTimeline(module, id);
    },
    onError: (_error, said) => wipeItem(module, id, said.key),
  });
  const change = useMutation({
    mutationFn: ({ item, said }: { item: TimelineItem; said: Said }) =>
      records.patch(home, item.record_id, String(item.values?.version ?? ""), valuesOf(comments, said)),
    onMutate: ({ item, said }) => repaintItem(module, id, { ...item, text: said.text }),
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
      const run = () => void records.restore(home, item.record_id).then(() => refreshTimeline(module, id));
      toast.show(text("timeline.deleted"), { label: text("common.undo"), run });
    } catch (error) {
      toast.bad(wordsOf(error));
    }
    await refreshTimeline(module, id);
  };
  return { say, change, remove };
}
