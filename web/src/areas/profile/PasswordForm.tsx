import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { faultsOf } from "@/api/problem";
import { session } from "@/api/session";
import { useT } from "@/kernel/i18n";
import { Button, PasswordInput, toast } from "@/ui";
import styles from "./profile.module.css";

/** A new password against the old one. */
export function PasswordForm({ username }: { username: string }) {
  const t = useT();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    mutationFn: () => session.changePassword(current, next),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast.good(t("profile.changed"));
    },
  });
  const { errors, whole } = faultsOf(change.error);
  const shared = { showLabel: t("door.show"), hideText: t("door.hide") };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      {/* Password managers need to know whose password this is. */}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <PasswordInput
        {...shared}
        label={t("profile.current")}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        error={errors.current_password ?? whole}
      />
      <PasswordInput
        {...shared}
        label={t("profile.new")}
        help={t("door.passwordHelp")}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
        error={errors.new_password}
      />
      <div>
        <Button type="submit" busy={change.isPending} disabled={!current || next.length < 10}>
          {t("profile.change")}
        </Button>
      </div>
    </form>
  );
}
