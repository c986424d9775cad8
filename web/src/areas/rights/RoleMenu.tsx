import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { rights as api, type Role, type RoleDetail } from "@/api/rights";
import { useT } from "@/kernel/i18n";
import { Confirm, IconButton, Menu, type MenuEntry, toast } from "@/ui";
import { FIXED } from "./model";
import { RoleDialog } from "./RoleDialog";
import { refreshRights } from "./useRights";

type Deed = "like" | "rename" | "delete" | "reset";

interface RoleMenuProps {
  role: Role;
  /** The role as it is now, or nothing when it is gone. */
  onChanged?: (role: RoleDetail | null) => void;
}

/** What can be done with a role as a whole. */
export function RoleMenu({ role, onChanged }: RoleMenuProps) {
  const t = useT();
  const [deed, setDeed] = useState<Deed | null>(null);
  const close = () => setDeed(null);
  const done = (words: string) => {
    close();
    toast.good(words);
    void refreshRights();
  };
  const navigate = useNavigate();
  const failed = (error: Error) => {
    close();
    toast.bad(error.message);
  };
  const remove = useMutation({
    mutationFn: () => api.removeRole(role.key),
    onSuccess: () => {
      done(t("rights.deleted", { name: role.label }));
      navigate("/settings/roles");
    },
    onError: failed,
  });
  const reset = useMutation({
    mutationFn: () => api.resetRole(role.key),
    onSuccess: (found) => {
      onChanged?.(found);
      done(t("rights.resetDone", { name: role.label }));
    },
    onError: failed,
  });
  return (
    <>
      <Menu label={t("rights.menu", { name: role.label })} entries={useEntries(role, setDeed)} width={190}>
        <IconButton icon="dots" iconSize={17} tip={false} label={t("rights.menu", { name: role.label })} />
      </Menu>
      {deed === "like" && <RoleDialog like={role.key} onClose={close} />}
      {deed === "rename" && <RoleDialog held={role} onClose={close} onSaved={onChanged} />}
      <Confirm
        open={deed === "delete"}
        onClose={close}
        onConfirm={() => remove.mutate()}
        title={t("rights.deleteTitle", { name: role.label })}
        text={t("rights.deleteText")}
        confirm={t("rights.delete")}
        cancel={t("common.cancel")}
        busy={remove.isPending}
        danger
      />
      <Confirm
        open={deed === "reset"}
        onClose={close}
        onConfirm={() => reset.mutate()}
        title={t("rights.resetTitle", { name: role.label })}
        text={t("rights.resetText")}
        confirm={t("rights.reset")}
        cancel={t("common.cancel")}
        busy={reset.isPending}
      />
    </>
  );
}

function useEntries(role: Role, choose: (deed: Deed) => void): MenuEntry[] {
  const t = useT();
  const entry = (deed: Deed, label: string, icon: MenuEntry["icon"]): MenuEntry => ({
    key: deed,
    label,
    icon,
    onClick: () => choose(deed),
  });
  if (role.key === FIXED) return [entry("like", t("rights.like"), "copy")];
  return [
    entry("like", t("rights.like"), "copy"),
    ...(role.changed ? [entry("reset", t("rights.reset"), "history")] : []),
    ...(role.shipped
      ? []
      : [
          entry("rename", t("rights.rename"), "pencil"),
          { ...entry("delete", t("rights.delete"), "trash"), danger: true, divided: true },
        ]),
  ];
}
