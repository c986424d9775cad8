import { useT } from "@/kernel/i18n";
import { Button, CopyLine, Dialog } from "@/ui";

/** The link of an invitation, which is shown this once. */
export function LinkDialog({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
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
      <p className="quiet">{t("people.linkText")}</p>
      {/* A server that does not know its own address gives only the path. */}
      <CopyLine label={t("people.copyLink")} text={new URL(link, location.href).href} autoFocus />
    </Dialog>
  );
}
