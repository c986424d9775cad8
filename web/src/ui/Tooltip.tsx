import { useMergedRef } from "@mantine/hooks";
import { cloneElement, Suspense, useEffect, useRef, useState } from "react";
import { Tip } from "./floats";

const DELAY = 400;

interface TooltipProps {
  label: React.ReactNode;
  children: React.ReactElement;
  position?: "top" | "bottom" | "right" | "left";
}

/** Words that appear on hover and on keyboard focus. The child keeps its own accessible name. */
export function Tooltip({ label, children, position = "bottom" }: TooltipProps) {
  const anchor = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [wanted, setWanted] = useState(false);
  const hide = () => {
    clearTimeout(timer.current);
    setShown(false);
  };
  const show = (after: number) => {
    setWanted(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(true), after);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const child = children as React.ReactElement<React.ComponentProps<"button">>;
  const own = child.props;
  const merged = useMergedRef<HTMLElement>(anchor, own.ref as React.Ref<HTMLElement> | undefined);
  return (
    <>
      {cloneElement(child, {
        ref: merged as React.Ref<HTMLButtonElement>,
        onPointerEnter: (event) => {
          own.onPointerEnter?.(event);
          if (event.pointerType !== "touch") show(DELAY);
        },
        onPointerLeave: (event) => {
          own.onPointerLeave?.(event);
          hide();
        },
        onPointerDown: (event) => {
          own.onPointerDown?.(event);
          hide();
        },
        onFocus: (event) => {
          own.onFocus?.(event);
          if (event.currentTarget.matches(":focus-visible")) show(0);
        },
        onBlur: (event) => {
          own.onBlur?.(event);
          hide();
        },
        onKeyDown: (event) => {
          own.onKeyDown?.(event);
          if (event.key === "Escape") hide();
        },
      })}
      {wanted && (
        <Suspense fallback={null}>
          <Tip anchor={anchor} open={shown} label={label} position={position} />
        </Suspense>
      )}
    </>
  );
}
