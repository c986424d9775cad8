import { Popover, Tooltip } from "@mantine/core";
import { useEffect, useImperativeHandle, useState } from "react";

interface FloatProps extends React.AriaAttributes {
  anchor: HTMLElement | null;
  open: boolean;
  onChange: (open: boolean) => void;
  position: "bottom-start" | "bottom-end" | "right-end" | "right-start" | "top-start" | "top-end";
  width?: number | "target";
  padding: number;
  id?: string;
  role?: "dialog";
  zIndex?: number;
  children: React.ReactNode;
}

/** A surface at an element that stands elsewhere; holds the focus and gives it back. */
export function Float(props: FloatProps) {
  const { anchor, open, onChange, position, width, padding, zIndex, children, ...dropdown } = props;
  // The kit notes who had the focus when it turns from closed to open, so it must not begin open.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <Popover
      opened={open && ready}
      onChange={onChange}
      position={position}
      width={width}
      zIndex={zIndex}
      trapFocus
      returnFocus
      withinPortal
      withRoles={false}
      offset={4}
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>
        <Anchor node={anchor} />
      </Popover.Target>
      <Popover.Dropdown p={padding} tabIndex={props.role ? -1 : undefined} {...dropdown}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Stands for the element to which the kit holds. */
function Anchor({ node, ref }: { node: HTMLElement | null; ref?: React.Ref<HTMLElement | null> }) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => node, [node]);
  return null;
}

interface TipProps {
  anchor: React.RefObject<HTMLElement | null>;
  open: boolean;
  label: React.ReactNode;
  position: "top" | "bottom" | "right" | "left";
}

/** Words at an element. */
export function Tip({ anchor, open, label, position }: TipProps) {
  return (
    <Tooltip
      target={anchor}
      opened={open}
      label={label}
      position={position}
      withinPortal
      transitionProps={{ duration: 100 }}
    />
  );
}
