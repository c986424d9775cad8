import type { RecordDetail } from "@/api/types";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Broken, Button, Loading } from "@/ui";
import { CommentItem } from "../following/CommentItem";
import { FilesPanel } from "../following/FilesPanel";
import type { Follower } from "../following/shape";
import line from "../timeline/Timeline.module.css";
import { useTimeline } from "../timeline/useTimeline";
import { Writing } from "../timeline/Writing";
import styles from "./Peek.module.css";

interface PeekFollowedProps {
  module: Module;
  record: RecordDetail;
  documents: Follower | null;
  comments: Follower | null;
}

/** What belongs to the record that is peeked at: its files, or what was said about it. */
export function PeekFollowed({ module, record, documents, comments }: PeekFollowedProps) {
  return (
    <div className={styles.followed}>
      {documents && <FilesPanel module={module} record={record} documents={documents} />}
      {comments && <Comments module={module} record={record} comments={comments} />}
    </div>
  );
}

function Comments({
  module,
  record,
  comments,
}: Omit<PeekFollowedProps, "documents"> & { comments: Follower }) {
  const t = useT();
  const { items, query } = useTimeline(module.key, record.id, "comment");
  return (
    <>
      {comments.module.adds && <Writing module={module} id={record.id} journal={null} comments={comments} />}
      {query.isPending && <Loading />}
      {query.error && <Broken error={query.error} retry={() => void query.refetch()} />}
      <ol className={line.items}>
        {items.map((item) => (
          <CommentItem key={item.id} item={item} module={module} record={record} comments={comments} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button kind="quiet" onClick={() => void query.fetchNextPage()}>
          {t("common.more")}
        </Button>
      )}
    </>
  );
}
