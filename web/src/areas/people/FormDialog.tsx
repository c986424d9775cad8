import { useT } from "@/kernel/i18n";
import { Button, Dialog } from "@/ui";

interface FormDialogProps {
  title: string;
  /** What the last button says; "save" where nothing is said. */
  label?: string;
  ready: boolean;
  busy: boolean;
  onSave: () => void;
  onClose: () => void;
  children: React.ReactNode;
}

/** A small form with its two buttons. */
export function FormDialog({ title, label, ready, busy, onSave, onClose, children }: FormDialogProps) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={onSave}>
            {label ?? t("common.save")}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
