import { useQuery } from "@tanstack/react-query";
import { factors } from "@/api/factors";
import { copyText } from "@/kernel/copy";
import { useT } from "@/kernel/i18n";
import { Broken, Button, Dialog, Skeleton, toast } from "@/ui";
import styles from "./security.module.css";
import { refreshSecurity } from "./useSecurity";

/** The recovery codes to be kept; `fresh` makes new ones, which voids the old. */
export function CodesDialog({ fresh, onClose }: { fresh: boolean; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      closeOnClickOutside={false}
      size="sm"
      title={t("security.codesTitle")}
      closeLabel={t("common.close")}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t("security.saved")}
        </Button>
      }
    >
      <Codes fresh={fresh} />
    </Dialog>
  );
}

/** The same without a window around it. */
export function Codes({ fresh }: { fresh: boolean }) {
  const t = useT();
  const codes = useQuery({
    queryKey: ["security-codes", fresh],
    queryFn: async () => {
      const found = await (fresh ? factors.newRecoveryCodes() : factors.recoveryCodes());
      if (fresh) void refreshSecurity();
      return found;
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (codes.error) return <Broken error={codes.error} retry={() => void codes.refetch()} />;
  if (!codes.data) return <Skeleton lines={5} />;
  const text = codes.data.join("\n");
  return (
    <>
      <p className="quiet">{t("security.codesText")}</p>
      {fresh && <p className="quiet">{t("security.renewText")}</p>}
      <ol className={`${styles.codes} tabular`}>
        {codes.data.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Button
        icon="copy"
        onClick={() => void copyText(text).then((done) => done && toast.good(t("common.copied")))}
      >
        {t("security.copyAll")}
      </Button>
    </>
  );
}
