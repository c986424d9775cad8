import { useEffect, useRef } from "react";
import type { RecordDetail } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { editable, type Module } from "@/schema";
import { announce, Icon } from "@/ui";
import { Conflict } from "../conflict/Conflict";
import styles from "./StagePath.module.css";
import { useFieldEdit } from "./useFieldEdit";

interface StagePathProps {
  module: Module;
  record: RecordDetail;
}

// An ending that is not the goal is drawn apart from the path that leads there.
const isLoss = (color: string | null | undefined) => color === "rouge";

/** The stages as a path; the current one carries the seal, a click moves there. */
export function StagePath({ module, record }: StagePathProps) {
  const t = useT();
  const field = module.byKey[module.stage_field ?? ""];
  const edit = useFieldEdit(module, record);
  const steps = useCurrentInSight(record.values[module.stage_field ?? ""]);
  if (!field) return null;
  const options = field.options ?? [];
  const path = options.filter((option) => !isLoss(option.color));
  const losses = options.filter((option) => isLoss(option.color));
  const value = record.values[field.key];
  const at = path.findIndex((option) => option.value === value);
  const open = editable(module, field) && record.writable.includes(field.key);
  const move = (to: string, label: string) => {
    if (to === value) return;
    void edit.commit(field, to).then((saved) => saved && announce(t("record.movedTo", { stage: label })));
  };
  return (
    <nav className={styles.path} aria-label={field.label}>
      <ol className={styles.steps} ref={steps}>
        {path.map((option, index) => (
          <li key={option.value} className={styles.step} data-state={stateOf(index, at)}>
            <button
              type="button"
              className={styles.button}
              disabled={!open}
              aria-current={index === at ? "step" : undefined}
              onClick={() => move(option.value, option.label)}
            >
              <span className={styles.mark}>{index < at ? <Icon name="check" size={13} /> : index + 1}</span>
              <span className={styles.word}>{option.label}</span>
            </button>
          </li>
        ))}
        {losses.map((option) => (
          <li key={option.value} className={styles.loss} data-on={option.value === value || undefined}>
            <button
              type="button"
              className={styles.button}
              disabled={!open}
              aria-current={option.value === value ? "step" : undefined}
              onClick={() => move(option.value, option.label)}
            >
              <Icon name="ban" size={15} />
              <span className={styles.word}>{option.label}</span>
            </button>
          </li>
        ))}
      </ol>
      {edit.error && (
        <p className={styles.error} role="alert">
          {edit.error}
        </p>
      )}
      <Conflict module={module} conflict={edit.conflict} onClose={edit.closeConflict} />
    </nav>
  );
}

function stateOf(index: number, at: number): "past" | "now" | "next" {
  if (index === at) return "now";
  return index < at ? "past" : "next";
}

/** Scrolls the path sideways so that the current step is seen on a narrow screen. */
function useCurrentInSight(value: unknown) {
  const row = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another stage is another place.
  useEffect(() => {
    const node = row.current;
    const current = node?.querySelector<HTMLElement>("[aria-current]");
    if (node && current)
      node.scrollLeft = current.offsetLeft - node.clientWidth / 2 + current.offsetWidth / 2;
  }, [value]);
  return row;
}
