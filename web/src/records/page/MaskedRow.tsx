import { useState } from "react";
import { records } from "@/api/records";
import type { FieldSchema, RecordDetail } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { editable, type Module } from "@/schema";
import { Button, toast } from "@/ui";
import { wordsOf } from "../timeline/useWriting";
import { FieldRow } from "./FieldRow";
import styles from "./Fields.module.css";

interface MaskedRowProps {
  field: FieldSchema;
  module: Module;
  record: RecordDetail;
}

/** A value of which only a mask is shown. A covered one is revealed by a click, which is counted and kept in the trail. */
export function MaskedRow({ field, module, record }: MaskedRowProps) {
  const t = useT();
  const [revealed, setRevealed] = useState<{ value: unknown } | null>(null);
  const [busy, setBusy] = useState(false);
  if (revealed) {
    const whole = { ...record, values: { ...record.values, [field.key]: revealed.value } };
    const plain = { ...field, mask: null };
    const open = editable(module, plain) && record.writable.includes(field.key);
    return <FieldRow field={plain} module={module} record={whole} open={open} />;
  }
  const reveal = async () => {
    setBusy(true);
    try {
      setRevealed(await records.reveal(module.key, record.id, field.key));
    } catch (error) {
      toast.bad(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <div className={styles.row}>
      <dt className={styles.label}>{field.label}</dt>
      <dd className={styles.value}>
        <span className="tabular">{record.masked?.[field.key]}</span>
        {field.mask === "covered" && (
          <Button kind="text" size="sm" busy={busy} onClick={() => void reveal()}>
            {t("record.reveal")}
          </Button>
        )}
      </dd>
    </div>
  );
}
