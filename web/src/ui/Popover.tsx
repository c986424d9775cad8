import { Popover as KitPopover } from "@mantine/core";
import { useEffect, useRef } from "react";

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

/** Whether the last press was on the list of a select: it lies elsewhere in the document, yet belongs inside. */
function useListPress(open: boolean): React.RefObject<boolean> {
  const pressed = useRef(false);
  useEffect(() => {
    if (!open) return;
    const events = ["mousedown", "touchstart", "keydown"];
    const note = (event: Event) => {
      pressed.current = event.type !== "keydown" && event.composedPath().some(isList);
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
  return (
    <KitPopover
      opened={open}
      onChange={(next) => !next && !inList.current && onClose()}
      position={position}
      width={width}
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
      offset={4}
      transitionProps={{ duration: 100 }}
      zIndex={250}
    >
      <KitPopover.Target>{target as React.ReactElement<Record<string, unknown>>}</KitPopover.Target>
      <KitPopover.Dropdown aria-label={label} p={12}>
        {children}
      </KitPopover.Dropdown>
    </KitPopover>
  );
}
