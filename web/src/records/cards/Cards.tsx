import { useRef } from "react";
import { Link } from "react-router";
import type { FieldSchema, RecordRow } from "@/api/types";
import { kitOf, textOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { type Module, titleOf } from "@/schema";
import { Avatar } from "@/ui";
import type { RecordList } from "../data/queries";
import { useKeepScroll } from "../grid/useKeepScroll";
import { useWindow } from "../grid/useWindow";
import styles from "./Cards.module.css";

const HEIGHT = 72;

interface CardShape {
  /** Beside the name. */
  aside?: FieldSchema;
  /** Below the name. */
  below?: FieldSchema;
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
  const aside = columns.find((field) => field.type === "text" && field !== below);
  return { aside, below, state };
}

/** The list on a phone: rows of two lines, the same data and the same scrolling. */
export function Cards({ module, list }: { module: Module; list: RecordList }) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  const range = useWindow(box, list.rows.length, HEIGHT, 0);
  const shape = shapeOf(module);
  useKeepScroll(box, list.rows.length > 0);
  if (list.hasMore && range.end > list.rows.length - 40) queueMicrotask(list.more);
  return (
    <div className={styles.box} ref={box}>
      <ul
        className={styles.list}
        aria-label={t("list.grid", { name: module.plural })}
        style={{ height: list.rows.length * HEIGHT }}
      >
        {list.rows.slice(range.start, range.end).map((row, offset) => (
          <Card key={row.id} module={module} row={row} shape={shape} top={(range.start + offset) * HEIGHT} />
        ))}
      </ul>
    </div>
  );
}

interface CardProps {
  module: Module;
  row: RecordRow;
  shape: CardShape;
  top: number;
}

function Card({ module, row, shape, top }: CardProps) {
  const title = titleOf(module, row);
  const { aside, below, state } = shape;
  const State = state ? kitOf(state.type).Cell : null;
  return (
    <li className={styles.card} style={{ transform: `translateY(${top}px)` }}>
      <Link to={`/m/${module.key}/${row.id}`} className={styles.link}>
        <Avatar name={title} size={40} square={!module.features.includes("network") || !aside} />
        <span className={styles.words}>
          <span className={styles.first}>
            <strong className="ellipsis">{title}</strong>
            {aside && <span className={`${styles.aside} ellipsis`}>{textOf(aside, row)}</span>}
          </span>
          {below && <span className={`${styles.below} ellipsis`}>{textOf(below, row)}</span>}
        </span>
        {State && state && (
          <span className={styles.state}>
            <State field={state} value={row.values[state.key]} row={row} />
          </span>
        )}
      </Link>
    </li>
  );
}
