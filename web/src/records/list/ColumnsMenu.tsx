import { useState } from "react";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Button, Checkbox, IconButton, Popover } from "@/ui";
import type { ColumnChoice } from "../grid/choices";
import type { Columns } from "../grid/useColumns";
import styles from "./ColumnsMenu.module.css";

/** Which fields stand in the list, in which order, and which stay while it scrolls sideways. */
export function ColumnsMenu({ module, columns }: { module: Module; columns: Columns }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onClose={() => setOpen(false)}
      label={t("list.columns")}
      position="bottom-end"
      width={300}
      target={
        <Button kind="quiet" icon="columns-3" onClick={() => setOpen(!open)} aria-expanded={open}>
          {t("list.columns")}
        </Button>
      }
    >
      <ul className={styles.list}>
        {columns.choices.map((choice, index) => (
          <ColumnLine key={choice.key} module={module} columns={columns} choice={choice} index={index} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button kind="text" size="sm" onClick={columns.reset}>
          {t("list.resetColumns")}
        </Button>
      </div>
    </Popover>
  );
}

interface ColumnLineProps {
  module: Module;
  columns: Columns;
  choice: ColumnChoice;
  index: number;
}

function ColumnLine({ module, columns, choice, index }: ColumnLineProps) {
  const t = useT();
  const name = module.byKey[choice.key]?.label ?? choice.key;
  const title = choice.key === module.title_field;
  return (
    <li className={styles.line}>
      <Checkbox
        label={name}
        checked={!choice.hidden}
        disabled={title}
        onChange={(on) => columns.patch(choice.key, { hidden: !on })}
      />
      <span className={styles.deeds}>
        {!choice.hidden && (
          <IconButton
            size="sm"
            iconSize={15}
            icon={choice.pinned ? "pinned-off" : "pin"}
            label={`${choice.pinned ? t("list.unpin") : t("list.pin")} · ${name}`}
            tip={false}
            aria-pressed={Boolean(choice.pinned)}
            onClick={() => columns.patch(choice.key, { pinned: !choice.pinned })}
          />
        )}
        <IconButton
          size="sm"
          iconSize={15}
          icon="arrow-up"
          tip={false}
          disabled={index === 0}
          label={t("list.moveUp", { name })}
          onClick={() => columns.move(choice.key, index - 1)}
        />
        <IconButton
          size="sm"
          iconSize={15}
          icon="arrow-down"
          tip={false}
          disabled={index === columns.choices.length - 1}
          label={t("list.moveDown", { name })}
          onClick={() => columns.move(choice.key, index + 1)}
        />
      </span>
    </li>
  );
}
