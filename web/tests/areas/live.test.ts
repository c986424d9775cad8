import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cache } from "@/api/cache";
import { type LiveEvent, listen, useLive } from "@/api/live";
import { gathered, take } from "@/app/shell/useLiveEvents";
import { keys } from "@/records/data/queries";

class Source extends EventTarget {
  static CLOSED = 2;
  static made: Source[] = [];
  readyState = 0;
  closed = false;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    Source.made.push(this);
  }
  close() {
    this.closed = true;
  }
  refuse() {
    this.readyState = Source.CLOSED;
    this.onerror?.();
  }
}

const stale = (key: readonly unknown[]) => cache.getQueryState(key)?.isInvalidated;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  Source.made = [];
  cache.clear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the stream", () => {
  it("hands over what it hears, and says whether it is open", () => {
    const heard: LiveEvent[] = [];
    const stop = listen(
      (event) => heard.push(event),
      () => {},
    );
    const [source] = Source.made;
    source?.onopen?.();
    expect(useLive.getState().open).toBe(true);
    source?.dispatchEvent(new MessageEvent("record", { data: '{"module":"contacts","ids":["7"]}' }));
    expect(heard).toEqual([{ kind: "record", module: "contacts", ids: ["7"] }]);
    stop();
    expect(source?.closed).toBe(true);
    expect(useLive.getState().open).toBe(false);
  });

  it("tries again ever more rarely after a refusal, and tells of the gap", () => {
    const gap = vi.fn();
    const stop = listen(() => {}, gap);
    Source.made[0]?.onopen?.();
    Source.made[0]?.refuse();
    expect(useLive.getState().open).toBe(false);
    vi.advanceTimersByTime(14_000);
    expect(Source.made).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    Source.made[1]?.refuse();
    vi.advanceTimersByTime(16_000);
    expect(Source.made).toHaveLength(2);
    vi.advanceTimersByTime(15_000);
    expect(gap).not.toHaveBeenCalled();
    Source.made[2]?.onopen?.();
    expect(gap).toHaveBeenCalledOnce();
    stop();
  });
});

describe("what is asked anew", () => {
  it("is gathered for a moment", () => {
    const groups: LiveEvent[][] = [];
    const hear = gathered((group) => groups.push(group));
    hear({ kind: "notification" });
    hear({ kind: "schema" });
    vi.advanceTimersByTime(500);
    hear({ kind: "job" });
    vi.advanceTimersByTime(500);
    expect(groups.map((group) => group.length)).toEqual([2, 1]);
  });

  it("is what the event concerns and nothing else", () => {
    const list = keys.query("contacts", {});
    const other = keys.query("accounts", {});
    const bell = ["notifications"];
    for (const key of [list, other, keys.record("contacts", "7"), keys.record("contacts", "8"), bell])
      cache.setQueryData(key, {});
    take([{ kind: "record", module: "contacts", verb: "edit", ids: ["7"], mine: false }]);
    expect(stale(list)).toBe(true);
    expect(stale(keys.record("contacts", "7"))).toBe(true);
    expect([other, keys.record("contacts", "8"), bell].map(stale)).toEqual([false, false, false]);
    take([{ kind: "notification" }]);
    expect(stale(bell)).toBe(true);
  });
});
