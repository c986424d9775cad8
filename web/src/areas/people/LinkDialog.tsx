import { useT } from "@/kernel/i18n";
import { Button, CopyLine, Dialog } from "@/ui";

interface LinkDialogProps {
  name: string;
  link: string;
  /** How long it lasts, where that is not as long as an invitation does. */
  text?: string;
  onClose: () => void;
}

/** A link by which somebody comes in, which is shown this once. */
export function LinkDialog({ name, link, text, onClose }: LinkDialogProps) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      closeOnClickOutside={false}
      title={t("people.linkReady", { name })}
      closeLabel={t("common.close")}
      footer={<Button onClick={onClose}>{t("common.done")}</Button>}
    >
      <p className="quiet">{text ?? t("people.linkText")}</p>
      {/* A server that does not know its own address gives only the path. */}
      <CopyLine label={t("people.copyLink")} text={new URL(link, location.href).href} autoFocus />
    </Dialog>
  );
}
