import { Popover as KitPopover } from "@mantine/core";

interface PopoverProps {
  open: boolean;
  onClose: () => void;
  target: React.ReactElement;
  children: React.ReactNode;
  label: string;
  width?: number | "target";
  position?: "bottom-start" | "bottom-end" | "top-start" | "right-start";
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
  return (
    <KitPopover
      opened={open}
      onChange={(next) => !next && onClose()}
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
