import { Suspense, useRef, useState } from "react";
import { useT } from "@/kernel/i18n";
import { idempotencyKey } from "@/kernel/id";
import type { Module } from "@/schema";
import { Segmented } from "@/ui";
import { CommentBox } from "../following/lateBox";
import { attachable, type Follower } from "../following/shape";
import { useComments } from "../following/useComments";
import { Composer } from "./Composer";
import type { Journal } from "./journal";
import { useComposeWish } from "./state";
import styles from "./Timeline.module.css";
import { wordsOf } from "./useWriting";

interface WritingProps {
  module: Module;
  id: string;
  journal: Journal | null;
  comments: Follower | null;
}

type Mode = "entry" | "comment";

/** Where one writes: of the customer (a follow-up), or to colleagues (a comment). */
export function Writing({ module, id, journal, comments }: WritingProps) {
  const t = useT();
  const turn = useComposeWish((wish) => wish.turn);
  const [held, setHeld] = useState<{ mode: Mode; turn: number }>({ mode: "entry", turn });
  // Whoever wishes to write a follow-up finds its box.
  if (held.turn !== turn) setHeld({ mode: "entry", turn });
  const mode: Mode = !journal ? "comment" : comments ? held.mode : "entry";
  return (
    <>
      {journal && comments && (
        <div className={styles.day}>
          <Segmented
            label={t("timeline.whatToWrite")}
            value={mode}
            onChange={(value) => setHeld({ mode: value, turn })}
            options={[
              { value: "entry", label: t("timeline.entry") },
              { value: "comment", label: comments.module.label },
            ]}
          />
        </div>
      )}
      {journal && (
        <div hidden={mode !== "entry"}>
          <Composer module={module.key} id={id} journal={journal} />
        </div>
      )}
      {comments && mode === "comment" && (
        <Suspense fallback={null}>
          <Comment module={module.key} id={id} comments={comments} />
        </Suspense>
      )}
    </>
  );
}

function Comment({ module, id, comments }: { module: string; id: string; comments: Follower }) {
  const { say } = useComments(comments, module, id);
  const key = useRef(idempotencyKey());
  const faulty = say.error && !say.isPending ? say.variables : null;
  return (
    <CommentBox
      // What could not be said stands in the box again.
      key={faulty?.key ?? ""}
      module={module}
      id={id}
      start={faulty ?? undefined}
      attaches={attachable(comments.module) !== null}
      error={faulty ? wordsOf(say.error) : null}
      onSave={(said) => {
        say.mutate({ ...said, key: key.current });
        key.current = idempotencyKey();
      }}
    />
  );
}
