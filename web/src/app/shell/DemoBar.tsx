import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { demo } from "@/api/workspace";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { Button, Confirm, toast } from "@/ui";
import styles from "./DemoBar.module.css";

/** Says that the data is invented, and takes it away in one click. */
export function DemoBar() {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const state = useQuery({
    queryKey: ["demo"],
    queryFn: demo.get,
    // The page came with the answer; it is asked again when the data has been taken away.
    initialData: { present: boot().demo },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const remove = useMutation({
    mutationFn: demo.remove,
    onSuccess: async () => {
      setAsking(false);
      toast.good(t("shell.demoRemoved"));
      await cache.invalidateQueries();
    },
    onError: (error) => toast.bad(error.message),
  });
  if (!state.data?.present) return null;
  return (
    <div className={styles.bar} role="note">
      <span>{t("shell.demoText")}</span>
      <Button kind="text" size="sm" onClick={() => setAsking(true)}>
        {t("shell.demoRemove")}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        danger
        title={t("shell.demoRemove")}
        text={t("shell.demoConfirm")}
        confirm={t("shell.demoRemove")}
        cancel={t("common.cancel")}
      />
    </div>
  );
}
