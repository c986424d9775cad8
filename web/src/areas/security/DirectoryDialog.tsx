import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { directories } from "@/api/directories";
import { faultsOf } from "@/api/problem";
import type { Place } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { Button, Dialog, PasswordInput, TextInput, toast } from "@/ui";
import styles from "./security.module.css";

/** Links the person to who they are in a directory, by name and password there. */
export function DirectoryDialog({ directory, onClose }: { directory: Place; onClose: () => void }) {
  const t = useT();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const link = useMutation({
    mutationFn: () => directories.link(directory.id, login.trim(), password),
    onSuccess: () => {
      toast.good(t("security.linked"));
      void cache.invalidateQueries({ queryKey: ["security"] });
      onClose();
    },
  });
  const { errors, whole } = faultsOf(link.error);
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t("security.link", { name: directory.name })}
      closeLabel={t("common.close")}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          link.mutate();
        }}
      >
        <p className="quiet">{t("security.linkDirectoryText")}</p>
        <TextInput
          label={t("security.directoryLogin")}
          value={login}
          onChange={setLogin}
          error={errors.login ?? whole}
          required
          data-autofocus
        />
        <PasswordInput
          label={t("security.directoryPassword")}
          value={password}
          onChange={setPassword}
          error={errors.password}
          required
          autoComplete="off"
          showLabel={t("door.show")}
          hideText={t("door.hide")}
        />
        <Button
          type="submit"
          kind="primary"
          wide
          busy={link.isPending}
          disabled={!login.trim() || password === ""}
        >
          {t("security.linkDirectory")}
        </Button>
      </form>
    </Dialog>
  );
}
