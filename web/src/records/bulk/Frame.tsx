import { Suspense } from "react";
import type { BulkVerb, Values } from "@/api/types";
import { useSending } from "@/fields/sending";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import type { Module } from "@/schema";
import { Button, Dialog } from "@/ui";
import styles from "./BulkBar.module.css";

export interface BulkDialogProps {
  module: Module;
  size: number;
  all: boolean;
  busy: boolean;
  onClose: () => void;
  onRun: (verb: BulkVerb, values: Values) => Promise<void>;
}

interface FrameProps extends BulkDialogProps {
  title: string;
  confirm: string;
  ready: boolean;
  onConfirm: () => void;
  children: React.ReactNode;
}

/** The frame of every bulk dialog: the warning for whole results, cancel, and the deed. */
export function Frame(props: FrameProps) {
  const t = useT();
  const sending = useSending();
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={props.title}
      closeLabel={t("common.close")}
      closeOnClickOutside={false}
      footer={
        <>
          <Button onClick={props.onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            busy={props.busy}
            disabled={!props.ready || sending}
            onClick={props.onConfirm}
          >
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.all && <p className={styles.warning}>{t("list.confirmAll", { n: formatNumber(props.size) })}</p>}
      <Suspense fallback={null}>{props.children}</Suspense>
    </Dialog>
  );
}

// A refusal is said in a toast by the deed itself; the dialog stays with what was chosen.
export const stay = () => {};
