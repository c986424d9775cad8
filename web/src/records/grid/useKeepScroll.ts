import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useNavigationType } from "react-router";

const places = new Map<string, number>();

/** Coming back to a list finds it where it was left. */
export function useKeepScroll(box: React.RefObject<HTMLElement | null>, ready: boolean): void {
  const { pathname, search } = useLocation();
  const kind = useNavigationType();
  const key = pathname + search.replace(/([?&])peek=[^&]*/, "");
  const restored = useRef(false);
  useLayoutEffect(() => {
    if (!ready || restored.current || !box.current) return;
    restored.current = true;
    const place = places.get(key);
    if (kind === "POP" && place) box.current.scrollTop = place;
  }, [ready, kind, key, box]);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const note = () => places.set(key, node.scrollTop);
    node.addEventListener("scroll", note, { passive: true });
    return () => node.removeEventListener("scroll", note);
  }, [box, key]);
}
