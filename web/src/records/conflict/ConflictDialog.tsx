import { useState } from "react";
import type { Conflict, RecordRow } from "@/api/types";
import { kitOf } from "@/fields";
import { type TextKey, useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Button, Dialog } from "@/ui";
import { refreshModule, useChangeRecord } from "../data/mutations";
import styles from "./ConflictDialog.module.css";

/** A change that met a later one: both sides of every field, and the version that won meanwhile. */
export interface OpenConflict {
  row: RecordRow;
  conflicts: Record<string, Conflict>;
  version: string | number;
  /** Further values of the same change that met no conflict and shall be saved too. */
  rest?: Record<string, unknown>;
}

interface ConflictDialogProps {
  module: Module;
  conflict: OpenConflict;
  onClose: () => void;
  onBack?: () => void;
}

type Side = "yours" | "theirs";

/** Two people changed the same field: what was, what each wrote, and a choice for each field. */
export function ConflictDialog({ module, conflict, onClose, onBack }: ConflictDialogProps) {
  const t = useT();
  const fields = Object.keys(conflict.conflicts);
  const [sides, setSides] = useState<Record<string, Side>>({});
  const change = useChangeRecord(module.key);
  const done = () => {
    onClose();
    void refreshModule(module.key);
  };
  const apply = () => {
    const kept = fields.filter((key) => sides[key] === "yours");
    const own = Object.fromEntries(kept.map((key) => [key, conflict.conflicts[key]?.yours]));
    const values = { ...conflict.rest, ...own };
    if (Object.keys(values).length === 0) return done();
    change.mutate({ row: { ...conflict.row, version: conflict.version }, values }, { onSuccess: done });
  };
  return (
    <Dialog
      open
      onClose={onBack ?? done}
      closeOnClickOutside={false}
      title={t("record.conflict")}
      closeLabel={t("common.close")}
      footer={
        <Button kind="primary" busy={change.isPending} onClick={apply} data-autofocus>
          {t("common.apply")}
        </Button>
      }
    >
      <p className="quiet">{t("record.conflictText")}</p>
      {fields.map((key) => (
        <Line
          key={key}
          module={module}
          field={key}
          conflict={conflict}
          side={sides[key] ?? "theirs"}
          onSide={(side) => setSides({ ...sides, [key]: side })}
        />
      ))}
      {change.error && (
        <p className={styles.error} role="alert">
          {change.error.message}
        </p>
      )}
    </Dialog>
  );
}

interface LineProps {
  module: Module;
  field: string;
  conflict: OpenConflict;
  side: Side;
  onSide: (side: Side) => void;
}

function Line({ module, field, conflict, side, onSide }: LineProps) {
  const t = useT();
  const schema = module.byKey[field];
  const both = conflict.conflicts[field];
  const show = (value: unknown) =>
    (schema && kitOf(schema.type).text(value, schema, conflict.row)) || t("record.nothing");
  return (
    <fieldset className={styles.line}>
      <legend>{schema?.label ?? field}</legend>
      <p className={styles.base}>
        {t("record.base")} {show(both?.base)}
      </p>
      {(["theirs", "yours"] as const).map((one) => (
        <label key={one} className={styles.side} data-on={side === one || undefined}>
          <input type="radio" name={`side-${field}`} checked={side === one} onChange={() => onSide(one)} />
          <span className={styles.whose}>{t(`record.${one}` as TextKey)}</span>
          <span>{show(both?.[one])}</span>
        </label>
      ))}
    </fieldset>
  );
}
