import { useRef } from "react";
import styles from "./Grid.module.css";
import type { HeaderProps } from "./GridHeader";
import { type Column, MIN_WIDTH } from "./useColumns";

/** The edge of a column under the mouse; the width is painted at once and saved at the end. */
export function Resizer({ props, column }: { props: HeaderProps; column: Column }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const move = (event: React.PointerEvent) => {
    if (!start.current) return;
    const width = Math.max(MIN_WIDTH, start.current.width + event.clientX - start.current.x);
    props.columns.patch(column.key, { width: Math.round(width) });
  };
  return (
    <span
      className={styles.resizer}
      aria-hidden="true"
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width: column.width };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.stopPropagation();
      }}
      onPointerMove={move}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => props.columns.patch(column.key, { width: undefined })}
    />
  );
}

const KIND = "application/x-guanxi-column";

/** A column name that can be dragged to another place. */
export function useHeaderDrag(props: HeaderProps, column: Column) {
  return {
    draggable: true,
    onDragStart: (event: React.DragEvent) => {
      event.dataTransfer.setData(KIND, column.key);
      event.dataTransfer.effectAllowed = "move";
    },
    onDragOver: (event: React.DragEvent) => {
      if (event.dataTransfer.types.includes(KIND)) event.preventDefault();
    },
    onDrop: (event: React.DragEvent) => {
      const key = event.dataTransfer.getData(KIND);
      const to = props.columns.choices.findIndex((choice) => choice.key === column.key);
      if (key && key !== column.key) props.columns.move(key, to);
    },
  };
}
