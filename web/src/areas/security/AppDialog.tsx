import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { factors } from "@/api/factors";
import { security } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { Broken, Button, CopyLine, Dialog, Skeleton, TextInput, toast } from "@/ui";
import styles from "./security.module.css";

/** A code to scan, and the six digits that prove it was. */
export function AppDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      closeOnClickOutside={false}
      size="sm"
      title={t("security.scanTitle")}
      closeLabel={t("common.close")}
    >
      <AppForm onDone={onDone} />
    </Dialog>
  );
}

/** The same without a window around it. */
export function AppForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const [code, setCode] = useState("");
  const begun = useQuery({
    queryKey: ["security-begun"],
    queryFn: async () => {
      await factors.begin();
      return security.picture();
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const finish = useMutation({
    mutationFn: () => factors.finish(code.replace(/\s/g, "")),
    onSuccess: () => {
      toast.good(t("security.enabled"));
      onDone();
    },
  });
  if (begun.error) return <Broken error={begun.error} retry={() => void begun.refetch()} />;
  if (!begun.data) return <Skeleton lines={5} />;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        finish.mutate();
      }}
    >
      <p className="quiet">{t("security.scan")}</p>
      <img className={styles.picture} src={begun.data.picture} alt={t("security.scan")} />
      <div>
        <p className="quiet">{t("security.secret")}</p>
        <CopyLine label={t("security.copySecret")} text={begun.data.secret} />
      </div>
      <TextInput
        tall
        label={t("security.code")}
        value={code}
        onChange={setCode}
        error={finish.error?.message}
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
      />
      <Button
        type="submit"
        kind="primary"
        size="lg"
        wide
        busy={finish.isPending}
        disabled={code.trim().length < 6}
      >
        {t("security.confirm")}
      </Button>
    </form>
  );
}
