import { create } from "zustand";

/** What the server tells open pages; the fields beside the kind are there as far as the kind has them. */
export interface LiveEvent {
  kind: "notification" | "job" | "record" | "schema";
  module?: string;
  verb?: string;
  ids?: string[];
  /** The person of this page has done it. */
  mine?: boolean;
}

const KINDS = ["notification", "job", "record", "schema"] as const;
const FIRST_WAIT = 15_000;
const LAST_WAIT = 10 * 60_000;

/** Whether the stream is open; without it pages ask every half minute. */
export const useLive = create<{ open: boolean }>(() => ({ open: false }));

/**
 * One stream for this tab while it is looked at; gives what ends it. Broken lines are mended by the browser; a
 * refusal is tried again ever more rarely. `onGap` is called when something may have been missed.
 */
export function listen(onEvent: (event: LiveEvent) => void, onGap: () => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT;
  let before = false;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
    useLive.setState({ open: false });
  };
  const open = () => {
    close();
    source = new EventSource("/api/v1/events");
    source.onopen = () => {
      wait = FIRST_WAIT;
      useLive.setState({ open: true });
      // A new stream knows nothing of the time without one.
      if (before) onGap();
      before = true;
    };
    source.onerror = () => {
      useLive.setState({ open: false });
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, wait);
      wait = Math.min(LAST_WAIT, wait * 2);
    };
    for (const kind of KINDS) source.addEventListener(kind, (event) => onEvent(parse(kind, event.data)));
  };
  // A browser opens six connections to a server: pages that nobody looks at hold none.
  const follow = () => (document.hidden ? close() : open());
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", close);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    window.removeEventListener("pagehide", close);
    close();
  };
}

function parse(kind: LiveEvent["kind"], data: string): LiveEvent {
  return { ...(JSON.parse(data || "{}") as object), kind };
}
