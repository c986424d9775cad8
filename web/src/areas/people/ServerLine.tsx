import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { useT } from "@/kernel/i18n";
import { Button, Confirm, Switch, toast } from "@/ui";
import styles from "./people.module.css";

interface ServerLineProps {
  server: { id: string; name: string; active: boolean };
  address: string;
  /** What its list is kept under. */
  list: string[];
  api: {
    change: (id: string, changes: { active: boolean }) => Promise<unknown>;
    remove: (id: string) => Promise<unknown>;
  };
  /** Asks the server and says in words how that went. */
  test: () => Promise<string>;
  onEdit: () => void;
}

/** A server of the company by which people sign in, and what can be done with it. */
export function ServerLine({ server, address, list, api, test, onEdit }: ServerLineProps) {
  const t = useT();
  const [sure, setSure] = useState(false);
  const onSuccess = () => void cache.invalidateQueries({ queryKey: list });
  const onError = (error: Error) => toast.bad(error.message);
  const asked = useMutation({ mutationFn: test, onSuccess: (words) => toast.good(words), onError });
  const change = useMutation({
    mutationFn: (active: boolean) => api.change(server.id, { active }),
    onSuccess,
    onError,
  });
  const remove = useMutation({ mutationFn: () => api.remove(server.id), onSuccess, onError });
  return (
    <li className={styles.provider}>
      <span>
        <strong>{server.name}</strong>
        <span className="quiet">{address}</span>
      </span>
      <Switch
        label={t("people.providerActive")}
        checked={server.active}
        onChange={(on) => change.mutate(on)}
      />
      <span className={styles.buttons}>
        <Button busy={asked.isPending} onClick={() => asked.mutate()}>
          {t("people.testProvider")}
        </Button>
        <Button kind="quiet" onClick={onEdit}>
          {t("common.edit")}
        </Button>
        <Button kind="quiet" icon="trash" onClick={() => setSure(true)}>
          {t("common.delete")}
        </Button>
      </span>
      <Confirm
        open={sure}
        title={t("people.removeProvider", { name: server.name })}
        text={t("people.removeProviderText")}
        confirm={t("common.delete")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          remove.mutate();
          setSure(false);
        }}
        onClose={() => setSure(false)}
      />
    </li>
  );
}
