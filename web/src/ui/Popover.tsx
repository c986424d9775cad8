import { cloneElement, Suspense, useEffect, useId, useRef, useState } from "react";
import { Float } from "./floats";

interface PopoverProps {
  open: boolean;
  onClose: () => void;
  target: React.ReactElement;
  children: React.ReactNode;
  label: string;
  width?: number | "target";
  position?: "bottom-start" | "bottom-end" | "top-start" | "right-start";
}

const isList = (node: EventTarget) => node instanceof Element && node.getAttribute("role") === "listbox";

const BEGINS = new Set(["mousedown", "touchstart"]);

/** Whether a press is on the list of a select: it lies elsewhere in the document, yet belongs inside. */
function useListPress(open: boolean): React.RefObject<boolean> {
  const pressed = useRef(false);
  useEffect(() => {
    if (!open) return;
    // A press ends with its release: an Escape after it is meant for this surface.
    const events = [...BEGINS, "mouseup", "touchend", "touchcancel", "keydown"];
    const note = (event: Event) => {
      pressed.current = BEGINS.has(event.type) && event.composedPath().some(isList);
    };
    for (const name of events) document.addEventListener(name, note, true);
    return () => {
      for (const name of events) document.removeEventListener(name, note, true);
    };
  }, [open]);
  return pressed;
}

/** A small surface at its target with its own inputs; traps focus and returns it. */
export function Popover({
  open,
  onClose,
  target,
  children,
  label,
  width,
  position = "bottom-start",
}: PopoverProps) {
  const inList = useListPress(open);
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return (
    <>
      {cloneElement(target as React.ReactElement<React.ComponentProps<"button">>, {
        ref: setAnchor,
        "aria-haspopup": "dialog",
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
      })}
      {wanted && (
        <Suspense fallback={null}>
          <Float
            id={id}
            role="dialog"
            aria-label={label}
            anchor={anchor}
            open={open}
            onChange={(next) => !next && !inList.current && onClose()}
            position={position}
            width={width}
            padding={12}
            zIndex={250}
          >
            {children}
          </Float>
        </Suspense>
      )}
    </>
  );
}
