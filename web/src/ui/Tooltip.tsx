import { Tooltip as KitTooltip } from "@mantine/core";

interface TooltipProps {
  label: React.ReactNode;
  children: React.ReactElement;
  position?: "top" | "bottom" | "right" | "left";
}

/** Words that appear on hover and on keyboard focus. The child keeps its own accessible name. */
export function Tooltip({ label, children, position = "bottom" }: TooltipProps) {
  return (
    <KitTooltip
      label={label}
      position={position}
      openDelay={400}
      withinPortal
      events={{ hover: true, focus: true, touch: false }}
      transitionProps={{ duration: 100 }}
    >
      {children as React.ReactElement<Record<string, unknown>>}
    </KitTooltip>
  );
}
