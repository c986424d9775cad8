import { useRef } from "react";

const HOLD = 450;
const SHAKE = 10;
// A finger that leaves makes its click within this time, if it makes one.
const CLICK = 400;

interface Spot {
  x: number;
  y: number;
}

const near = (spot: Spot, event: { clientX: number; clientY: number }) =>
  Math.hypot(event.clientX - spot.x, event.clientY - spot.y) <= SHAKE;

/** Eats the click of the finger that is still down: by then something else stands under it. */
function swallowClick(spot: Spot): void {
  const eat = (event: MouseEvent) => {
    if (!near(spot, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const end = () => setTimeout(() => document.removeEventListener("click", eat, true), CLICK);
  document.addEventListener("click", eat, true);
  document.addEventListener("pointerup", end, { once: true });
  document.addEventListener("pointercancel", end, { once: true });
}

/** Holding a finger still on something. */
export function useLongPress(onHold: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef<Spot>({ x: 0, y: 0 });
  const stop = () => clearTimeout(timer.current);
  return {
    onPointerDown: (event: React.PointerEvent) => {
      if (event.pointerType === "mouse") return;
      start.current = { x: event.clientX, y: event.clientY };
      stop();
      timer.current = setTimeout(() => {
        swallowClick(start.current);
        onHold();
      }, HOLD);
    },
    onPointerMove: (event: React.PointerEvent) => {
      if (!near(start.current, event)) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    // The browser's own menu of a held link would cover the choice.
    onContextMenu: (event: React.MouseEvent) => {
      if ((event.nativeEvent as PointerEvent).pointerType === "touch") event.preventDefault();
    },
  };
}
