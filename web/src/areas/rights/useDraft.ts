import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useBlocker } from "react-router";
import { cache } from "@/api/cache";
import { isProblem } from "@/api/problem";
import { rights as api, type RoleDetail, type RoleShape } from "@/api/rights";
import { text } from "@/kernel/i18n";
import { toast } from "@/ui";
import { markOf, rebased, shapeOf, written } from "./model";
import { refreshRights } from "./useRights";

/** A role while it is worked on: nothing is lost by leaving in error, nor by somebody else's change. */
export function useDraft(role: RoleDetail) {
  const [base, setBase] = useState(role);
  const [shape, change] = useState<RoleShape>(() => shapeOf(role));
  const [note, setNote] = useState<string | null>(null);
  const dirty = markOf(shape) !== markOf(shapeOf(base));
  const take = (found: RoleDetail, next: RoleShape) => {
    cache.setQueryData(["rights", "role", found.key], found);
    setBase(found);
    change(next);
  };
  const save = useMutation({
    mutationFn: () => api.changeRole(base.key, { version: base.version, ...written(shape) }),
    onSuccess: async (saved) => {
      take(saved, shapeOf(saved));
      setNote(null);
      toast.good(text("rights.saved"));
      await refreshRights();
    },
    onError: async (error) => {
      if (!isProblem(error, 409) || error.code !== "role_changed") return;
      const theirs = await api.role(base.key);
      take(theirs, rebased(shapeOf(base), shape, shapeOf(theirs)));
      setNote(text("rights.rebased"));
      save.reset();
    },
  });
  const discard = () => {
    change(shapeOf(base));
    setNote(null);
    save.reset();
  };
  return { base, shape, change, dirty, note, save, discard, take };
}

/** Holds back whoever leaves with something unsaved, until they say so. */
export function useStay(dirty: boolean) {
  useEffect(() => {
    if (!dirty) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", hold);
    return () => removeEventListener("beforeunload", hold);
  }, [dirty]);
  return useBlocker(dirty);
}
