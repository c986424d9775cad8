import { useEffect, useRef, useState } from "react";
import { useT } from "@/kernel/i18n";
import { idempotencyKey } from "@/kernel/id";
import { isComposing } from "@/kernel/ime";
import { Button, Icon, Kbd } from "@/ui";
import { useAttached } from "../attached/useAttached";
import styles from "./Composer.module.css";
import { keepDraft, recallDraft } from "./draft";
import { EntryForm } from "./EntryForm";
import { blank, type Entry, isBlank } from "./entry";
import type { Journal } from "./journal";
import { useComposeWish } from "./state";
import { useWriting, wordsOf } from "./useWriting";

interface ComposerProps {
  module: string;
  id: string;
  journal: Journal;
}

/** Where a talk or a task is written down. N comes here, Ctrl+Enter saves, nothing written is ever lost. */
export function Composer({ module, id, journal }: ComposerProps) {
  const t = useT();
  const first = journal.kinds[0]?.value ?? "note";
  const [entry, setEntry] = useState<Entry>(() => recallDraft(module, id) ?? blank(first));
  const [open, setOpen] = useState(() => !isBlank(entry));
  const key = useRef(idempotencyKey());
  const box = useRef<HTMLTextAreaElement>(null);
  const write = useWriting(module, id, journal);
  const latest = useRef(entry);
  latest.current = entry;
  const change = (next: Entry) => {
    setEntry(next);
    keepDraft(module, id, isBlank(next) ? null : next);
  };
  useWish((kind) => {
    setOpen(true);
    if (kind) setEntry((now) => ({ ...now, kind }));
    box.current?.focus();
  });
  const attached = useAttached(entry.files ?? [], (files) => change({ ...latest.current, files }));
  const save = () => {
    if (isBlank(entry) || attached.sending.length > 0) return box.current?.focus();
    const sent = entry;
    write.mutate(
      { entry: sent, key: key.current },
      {
        onError: () => {
          setEntry((now) => (isBlank(now) ? sent : { ...now, content: `${sent.content}\n${now.content}` }));
          setOpen(true);
        },
      },
    );
    // The draft stays in the drawer until the server has the text; the box is free at once.
    key.current = idempotencyKey();
    setEntry(blank(sent.kind));
    box.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for Ctrl+Enter of the boxes inside.
    <div
      className={styles.composer}
      data-open={open || undefined}
      onFocus={() => setOpen(true)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposing(event)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <EntryForm entry={entry} journal={journal} attached={attached} onChange={change} open={open} box={box}>
        {open && (
          <span className={styles.hint}>
            <Kbd keys="mod+Enter" />
          </span>
        )}
        <Button kind="primary" onClick={save} disabled={isBlank(entry) || attached.sending.length > 0}>
          {t("common.save")}
        </Button>
      </EntryForm>
      {write.error && !write.isPending && (
        <p className={styles.error} role="alert">
          <Icon name="alert-circle" size={15} />
          {wordsOf(write.error)}
        </p>
      )}
    </div>
  );
}

/** Calls back for every new wish to write, but not for one that is older than this screen. */
function useWish(run: (kind: string | undefined) => void) {
  const wish = useComposeWish();
  const seen = useRef(useComposeWish.getState().turn);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (wish.turn === seen.current) return;
    seen.current = wish.turn;
    latest.current(wish.kind);
  }, [wish]);
}
