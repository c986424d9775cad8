import { useCallback, useMemo, useRef, useState } from "react";
import type { RecordRow } from "@/api/types";

export interface Selection {
  /** The whole result of the filter, loaded or not. */
  all: boolean;
  ids: ReadonlySet<string>;
  size: number;
  has: (id: string) => boolean;
  toggle: (index: number) => void;
  /** Selects from the last toggled row to this one. */
  extend: (index: number) => void;
  loaded: (on: boolean) => void;
  everything: () => void;
  clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Rows that the next deed is meant for. */
export function useSelection(rows: RecordRow[], total: number): Selection {
  const [all, setAll] = useState(false);
  const [ids, setIds] = useState<ReadonlySet<string>>(NONE);
  const anchor = useRef(0);
  const toggle = useCallback(
    (index: number) => {
      const id = rows[index]?.id;
      if (!id) return;
      anchor.current = index;
      setAll(false);
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      });
    },
    [rows],
  );
  const extend = useCallback(
    (index: number) => {
      const [from, to] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      setAll(false);
      setIds((before) => new Set([...before, ...rows.slice(from, to + 1).map((row) => row.id)]));
    },
    [rows],
  );
  const clear = useCallback(() => {
    setAll(false);
    setIds(NONE);
  }, []);
  const loaded = useCallback(
    (on: boolean) => {
      setAll(false);
      setIds(on ? new Set(rows.map((row) => row.id)) : NONE);
    },
    [rows],
  );
  const everything = useCallback(() => {
    setAll(true);
    setIds(new Set(rows.map((row) => row.id)));
  }, [rows]);
  return useMemo(
    () => ({
      all,
      ids,
      size: all ? total : ids.size,
      has: (id: string) => all || ids.has(id),
      toggle,
      extend,
      loaded,
      everything,
      clear,
    }),
    [all, ids, total, toggle, extend, loaded, everything, clear],
  );
}
