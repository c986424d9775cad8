import { useRef } from "react";
import { Link } from "react-router";
import type { FieldSchema, RecordRow } from "@/api/types";
import { kitOf, textOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { type Module, titleOf } from "@/schema";
import { Avatar, Checkbox } from "@/ui";
import type { RecordList } from "../data/queries";
import { useKeepScroll } from "../grid/useKeepScroll";
import type { Selection } from "../grid/useSelection";
import { useWindow } from "../grid/useWindow";
import type { Choosing } from "../list/ListPage";
import styles from "./Cards.module.css";
import { useLongPress } from "./useLongPress";

const HEIGHT = 72;

interface CardShape {
  /** Beside the name. */
  aside?: FieldSchema;
  /** Below the name. */
  below?: FieldSchema;
  /** After what is below: when it was. */
  at?: FieldSchema;
  /** At the right, as a pill. */
  state?: FieldSchema;
}

/** Which fields a card shows, by what kinds of columns the module has. */
function shapeOf(module: Module): CardShape {
  const columns = module.list_columns
    .flatMap((key) => module.byKey[key] ?? [])
    .filter((field) => field.key !== module.title_field);
  const stage = module.stage_field ? module.byKey[module.stage_field] : undefined;
  const state = stage ?? columns.find((field) => field.type === "choice");
  const below =
    columns.find((field) => field.type === "lookup") ??
    columns.find((field) => field !== state && field.type !== "text");
  // Beside a person's name stands the title; beside a subject nothing of somebody else's.
  const aside = module.features.includes("network")
    ? columns.find((field) => field.type === "text" && field !== below)
    : undefined;
  const at = module.features.includes("network")
    ? undefined
    : columns.find((field) => field.type === "datetime");
  return { aside, below, at, state };
}

interface CardsProps {
  module: Module;
  list: RecordList;
  selection: Selection;
  choosing: Choosing;
}

/** The list on a phone: rows of two lines, the same data and the same scrolling; a long press begins to choose. */
export function Cards({ module, list, selection, choosing }: CardsProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const range = useWindow(box, list.rows.length, HEIGHT, 0);
  const shape = shapeOf(module);
  useKeepScroll(box, list.rows.length > 0);
  if (list.hasMore && range.end > list.rows.length - 40) queueMicrotask(list.more);
  return (
    <div className={styles.box} ref={box} data-barred={selection.size > 0 || undefined}>
      <ul
        className={styles.list}
        aria-label={t("list.grid", { name: module.plural })}
        style={{ height: list.rows.length * HEIGHT }}
      >
        {list.rows.slice(range.start, range.end).map((row, offset) => {
          const index = range.start + offset;
          const choose = () => {
            choosing.start();
            selection.toggle(index);
          };
          return (
            <li key={row.id} className={styles.card} style={{ transform: `translateY(${index * HEIGHT}px)` }}>
              {choosing.on ? (
                // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is its first child.
                <label className={styles.link}>
                  <Checkbox
                    checked={selection.has(row.id)}
                    aria-label={t("list.selectRow", { name: titleOf(module, row) })}
                    onChange={choose}
                  />
                  <CardFace module={module} row={row} shape={shape} />
                </label>
              ) : (
                <CardLink to={`/m/${module.key}/${row.id}`} onHold={choose}>
                  <CardFace module={module} row={row} shape={shape} />
                </CardLink>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CardLink(props: { to: string; onHold: () => void; children: React.ReactNode }) {
  const hold = useLongPress(props.onHold);
  return (
    <Link to={props.to} className={styles.link} draggable={false} {...hold}>
      {props.children}
    </Link>
  );
}

function CardFace({ module, row, shape }: { module: Module; row: RecordRow; shape: CardShape }) {
  const title = titleOf(module, row);
  const { state } = shape;
  const aside = shape.aside && textOf(shape.aside, row);
  const below = [shape.below, shape.at].flatMap((field) => (field && textOf(field, row)) || []).join(" · ");
  const State = state ? kitOf(state.type).Cell : null;
  return (
    <>
      <Avatar name={title} size={40} square={!module.features.includes("network") || !shape.aside} />
      <span className={styles.words}>
        <span className={styles.first}>
          <strong className="ellipsis">{title}</strong>
          {aside && <span className={`${styles.aside} ellipsis`}>{aside}</span>}
        </span>
        {below && <span className={`${styles.below} ellipsis`}>{below}</span>}
      </span>
      {State && state && (
        <span className={styles.state}>
          <State field={state} value={row.values[state.key]} row={row} />
        </span>
      )}
    </>
  );
}
