import { useState } from "react";
import { kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Button, Dialog, Segmented } from "@/ui";
import { refreshModule, useChangeRecord } from "../data/mutations";
import styles from "./ConflictDialog.module.css";
import type { OpenConflict } from "./useEditing";

interface ConflictDialogProps {
  module: Module;
  conflict: OpenConflict;
  onClose: () => void;
}

type Side = "yours" | "theirs";

/** Two people changed the same field: both values stand here, and the person chooses for each. */
export function ConflictDialog({ module, conflict, onClose }: ConflictDialogProps) {
  const t = useT();
  const fields = Object.keys(conflict.conflicts);
  const [sides, setSides] = useState<Record<string, Side>>(
    Object.fromEntries(fields.map((key) => [key, "theirs"])),
  );
  const change = useChangeRecord(module.key);
  const apply = () => {
    const kept = fields.filter((key) => sides[key] === "yours");
    const values = Object.fromEntries(kept.map((key) => [key, conflict.conflicts[key]?.yours]));
    const done = () => {
      onClose();
      void refreshModule(module.key);
    };
    if (kept.length === 0) return done();
    change.mutate({ row: { ...conflict.row, version: conflict.version }, values }, { onSuccess: done });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("list.conflict")}
      closeLabel={t("common.close")}
      footer={
        <>
          {change.error && <span role="alert">{change.error.message}</span>}
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={change.isPending} onClick={apply}>
            {t("common.apply")}
          </Button>
        </>
      }
    >
      <p className="quiet">{t("list.conflictText")}</p>
      {fields.map((key) => (
        <ConflictLine
          key={key}
          module={module}
          field={key}
          conflict={conflict}
          side={sides[key] ?? "theirs"}
          onSide={(side) => setSides({ ...sides, [key]: side })}
        />
      ))}
    </Dialog>
  );
}

interface ConflictLineProps {
  module: Module;
  field: string;
  conflict: OpenConflict;
  side: Side;
  onSide: (side: Side) => void;
}

function ConflictLine({ module, field, conflict, side, onSide }: ConflictLineProps) {
  const t = useT();
  const schema = module.byKey[field];
  const both = conflict.conflicts[field];
  const show = (value: unknown) =>
    (schema && kitOf(schema.type).text(value, schema, conflict.row)) || t("list.empty_value");
  return (
    <div className={styles.line}>
      <h3>{schema?.label ?? field}</h3>
      <Segmented<Side>
        label={schema?.label ?? field}
        value={side}
        onChange={onSide}
        options={[
          { value: "theirs", label: `${t("list.theirs")}：${show(both?.theirs)}` },
          { value: "yours", label: `${t("list.yours")}：${show(both?.yours)}` },
        ]}
      />
    </div>
  );
}
