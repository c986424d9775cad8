import { useCallback, useLayoutEffect, useState } from "react";

const OVERSCAN = 8;

interface Range {
  start: number;
  end: number;
}

/**
 * Which rows of equal height are on screen. Rows are all alike here, so the arithmetic of a general
 * virtualiser (measuring, ten kilobytes) is not needed.
 */
export function useWindow(
  box: React.RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  head: number,
) {
  // Before anything is measured: what the whole window could show.
  const [range, setRange] = useState<Range>(() => ({ start: 0, end: Math.ceil(innerHeight / rowHeight) }));
  const measure = useCallback(() => {
    const node = box.current;
    if (!node) return;
    // Pinned columns cost a layer for every row: they stick only while something lies left of the edge.
    node.toggleAttribute("data-sideways", node.scrollLeft > 0);
    const first = Math.floor(node.scrollTop / rowHeight);
    const visible = Math.ceil((node.clientHeight - head) / rowHeight);
    const start = Math.max(0, first - OVERSCAN);
    const end = first + visible + OVERSCAN;
    setRange((before) => (before.start === start && before.end === end ? before : { start, end }));
  }, [box, rowHeight, head]);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    measure();
    node.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => {
      node.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [box, measure]);
  const end = Math.min(count, range.end);
  return { start: Math.min(range.start, Math.max(0, end - 1)), end };
}

/** Scrolls so that a row is wholly in sight. */
export function revealRow(node: HTMLElement, index: number, rowHeight: number, head: number): void {
  const top = index * rowHeight;
  const bottom = top + rowHeight;
  if (top < node.scrollTop) node.scrollTop = top;
  else if (bottom > node.scrollTop + node.clientHeight - head)
    node.scrollTop = bottom - node.clientHeight + head;
}
