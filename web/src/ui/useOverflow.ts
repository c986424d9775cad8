import { useCallback, useState } from "react";

/** Whether what a box holds is higher than the box; `watch` is the ref of the box. */
export function useOverflow() {
  const [overflows, setOverflows] = useState(false);
  const watch = useCallback((box: HTMLElement | null) => {
    if (!box) return;
    const observer = new ResizeObserver(() => setOverflows(box.scrollHeight > box.clientHeight));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return { overflows, watch };
}
