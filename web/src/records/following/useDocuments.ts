import { useMutation } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import type { StoredFile } from "@/api/files";
import { records } from "@/api/records";
import type { QueryRequest, RecordRow, Values } from "@/api/types";
import { text } from "@/kernel/i18n";
import { toast } from "@/ui";
import { keys, useQueryRecords } from "../data/queries";
import { wordsOf } from "../timeline/useWriting";
import type { Follower } from "./shape";

/** A file of a document with who sent it when. */
export interface Version extends StoredFile {
  at: string | null;
  by: { id: string; name: string } | null;
}

/** The versions of a document, the one that counts first. */
export function versionsOf(documents: Follower, row: RecordRow): Version[] {
  const found = row.titles?.[documents.field.key];
  return Array.isArray(found) ? (found as Version[]) : [];
}

/** The documents of one record, the freshest first. */
export function useDocuments(documents: Follower, place: string) {
  const request: QueryRequest = {
    criteria: { field: documents.link, op: "in", value: [place] },
    sort: ["-updated_at"],
    count: "none",
  };
  return useQueryRecords(documents.module.key, request);
}

/** Adds, changes and takes away documents of one record. */
export function useDocumentDeeds(documents: Follower, place: string) {
  const key = documents.module.key;
  const again = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.module(key) }),
      cache.invalidateQueries({ queryKey: ["records", place.split("/")[0] ?? "", "timeline"] }),
    ]);
  const faulty = (error: unknown) => void toast.bad(wordsOf(error));
  const add = useMutation({
    mutationFn: (file: StoredFile) =>
      records.create(key, { [documents.link]: place, [documents.field.key]: [file.id] }),
    onError: faulty,
    onSettled: again,
  });
  const change = useMutation({
    mutationFn: ({ row, values }: { row: RecordRow; values: Values }) =>
      records.patch(key, row.id, row.version, values),
    onError: faulty,
    onSettled: again,
  });
  const remove = async (row: RecordRow, name: string) => {
    try {
      await records.remove(key, row.id);
      toast.show(text("files.deleted", { name }), {
        label: text("common.undo"),
        run: () => void records.restore(key, row.id).then(again, faulty),
      });
    } catch (error) {
      faulty(error);
    }
    await again();
  };
  return { add, change, remove };
}
