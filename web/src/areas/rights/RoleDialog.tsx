import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { fieldErrors } from "@/api/problem";
import { rights as api, type Role, type RoleDetail } from "@/api/rights";
import { useT } from "@/kernel/i18n";
import { isCommitEnter } from "@/kernel/ime";
import { Button, Dialog, Select, TextInput } from "@/ui";
import { refreshRights, useRoles } from "./useRights";

interface RoleDialogProps {
  /** The role to rename; a new one without. */
  held?: Role;
  /** The role that a new one begins as. */
  like?: string;
  onSaved?: (role: RoleDetail) => void;
  onClose: () => void;
}

/** The name of a role, and what a new one begins with. */
export function RoleDialog({ held, like: first, onSaved, onClose }: RoleDialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const roles = useRoles();
  const [name, setName] = useState(held?.label ?? "");
  const [like, setLike] = useState<string | null>(first ?? null);
  const save = useMutation({
    mutationFn: () =>
      held
        ? api.changeRole(held.key, { version: held.version, name: name.trim() })
        : api.addRole(name.trim(), like),
    onSuccess: async (role) => {
      onClose();
      onSaved?.(role);
      if (!held) navigate(`/settings/roles/${role.key}`);
      await refreshRights();
    },
  });
  const commit = () => name.trim() && save.mutate();
  const errors = fieldErrors(save.error);
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={held ? t("rights.renameTitle", { name: held.label }) : t("rights.add")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={save.isPending} disabled={!name.trim()} onClick={commit}>
            {t(held ? "common.save" : "common.create")}
          </Button>
        </>
      }
    >
      <TextInput
        label={t("rights.name")}
        value={name}
        onChange={setName}
        maxLength={120}
        required
        data-autofocus
        error={errors.name ?? save.error?.message}
        onKeyDown={(event) => isCommitEnter(event) && commit()}
      />
      {!held && (
        <Select
          label={t("rights.likeLabel")}
          help={t("rights.likeHelp")}
          value={like}
          onChange={setLike}
          placeholder={t("rights.likeNothing")}
          clearLabel={t("common.clear")}
          nothingText={t("common.nothing")}
          options={(roles.data ?? []).map((role) => ({ value: role.key, label: role.label }))}
        />
      )}
    </Dialog>
  );
}
