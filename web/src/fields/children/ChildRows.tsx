import { useT } from "@/kernel/i18n";
import { Button, FieldGroup, Icon, IconButton } from "@/ui";
import type { EditorProps } from "../kit";
import { kindLabel } from ".";
import styles from "./list.module.css";

interface Entry {
  id?: string;
  main: boolean;
}

interface ChildRowsProps<E extends Entry> {
  editor: EditorProps;
  rows: E[];
  kinds: string[];
  kindKey: keyof E & string;
  fresh: (first: boolean) => E;
  addLabel: string;
  /** The entry needs whole lines below its kind. */
  stacked?: boolean;
  children: (row: E, change: (next: E) => void, first: boolean) => React.ReactNode;
}

/** Rows of entries with kind, star for the main one, and removal. The list is always sent whole. */
export function ChildRows<E extends Entry>(props: ChildRowsProps<E>) {
  const { editor, rows, fresh } = props;
  // An empty list shows one empty row, so that the first entry costs no extra click.
  const shown = rows.length > 0 ? rows : [fresh(true)];
  const send = (next: E[]) => editor.onChange(next);
  const set = (index: number, next: E) => send(shown.map((row, at) => (at === index ? next : row)));
  const remove = (index: number) => {
    const rest = shown.filter((_, at) => at !== index);
    const first = rest[0];
    send(first && !rest.some((row) => row.main) ? [{ ...first, main: true }, ...rest.slice(1)] : rest);
  };
  return (
    <FieldGroup
      label={editor.hideLabel ? undefined : editor.label}
      error={editor.error}
      help={editor.help}
      required={editor.required}
    >
      <div className={styles.rows}>
        {shown.map((row, index) => (
          <div
            key={row.id ?? `new-${index}`}
            className={styles.row}
            data-stacked={props.stacked || undefined}
          >
            <KindSelect props={props} row={row} onChange={(next) => set(index, next)} />
            <div className={styles.grow}>{props.children(row, (next) => set(index, next), index === 0)}</div>
            <RowDeeds
              row={row}
              index={index}
              single={shown.length === 1}
              blank={rows.length === 0}
              onMain={() => send(shown.map((one, at) => ({ ...one, main: at === index })))}
              onRemove={() => remove(index)}
            />
          </div>
        ))}
        <Button
          kind="text"
          size="sm"
          icon="plus"
          disabled={editor.disabled}
          onClick={() => send([...shown, fresh(false)])}
        >
          {props.addLabel}
        </Button>
      </div>
    </FieldGroup>
  );
}

interface KindSelectProps<E extends Entry> {
  props: ChildRowsProps<E>;
  row: E;
  onChange: (row: E) => void;
}

function KindSelect<E extends Entry>({ props, row, onChange }: KindSelectProps<E>) {
  const t = useT();
  const kind = String(row[props.kindKey] ?? "");
  const kinds = props.kinds.includes(kind) ? props.kinds : [kind, ...props.kinds];
  return (
    <select
      className={styles.select}
      aria-label={t("field.kind")}
      value={kind}
      disabled={props.editor.disabled}
      onChange={(event) => onChange({ ...row, [props.kindKey]: event.target.value })}
    >
      {kinds.map((one) => (
        <option key={one} value={one}>
          {kindLabel(t, one)}
        </option>
      ))}
    </select>
  );
}

interface RowDeedsProps {
  row: Entry;
  index: number;
  single: boolean;
  blank: boolean;
  onMain: () => void;
  onRemove: () => void;
}

function RowDeeds({ row, index, single, blank, onMain, onRemove }: RowDeedsProps) {
  const t = useT();
  if (blank) return null;
  return (
    <>
      {!single && (
        <button
          type="button"
          className={styles.mark}
          aria-pressed={row.main}
          aria-label={t("field.makeMain")}
          title={t("field.makeMain")}
          onClick={onMain}
        >
          <Icon name="star" size={16} />
        </button>
      )}
      <IconButton
        icon="x"
        iconSize={15}
        label={t("field.removeOne", { n: index + 1 })}
        tip={false}
        onClick={onRemove}
      />
    </>
  );
}
