import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { fieldErrors } from "@/api/problem";
import { SCOPES, type Scope, security } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { Button, Checkbox, CopyLine, Dialog, FieldGroup, Segmented, TextInput } from "@/ui";
import styles from "./security.module.css";
import { SCOPE_TEXTS } from "./TokenList";
import { refreshSecurity } from "./useSecurity";

const DAYS = ["30", "90", "180", "365"] as const;
type Days = (typeof DAYS)[number];

/** What a new token is for, what it may do and how long; then it is shown this once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const [days, setDays] = useState<Days>("90");
  const make = useMutation({
    mutationFn: () => security.makeToken(name.trim(), scopes, Number(days)),
    onSuccess: () => void refreshSecurity(),
  });
  if (make.data) return <TokenShown token={make.data.token} onClose={onClose} />;
  const errors = fieldErrors(make.error);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("security.newToken")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={make.isPending} disabled={!name.trim()} onClick={() => make.mutate()}>
            {t("security.make")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextInput
          label={t("security.tokenName")}
          help={t("security.tokenNameHelp")}
          value={name}
          onChange={setName}
          error={errors.name ?? make.error?.message}
          maxLength={120}
          required
          data-autofocus
        />
        <FieldGroup label={t("security.scopes")}>
          <div className={styles.form}>
            {SCOPES.map((scope) => (
              <Checkbox
                key={scope}
                label={t(SCOPE_TEXTS[scope])}
                checked={scopes.includes(scope)}
                disabled={scope === "read"}
                onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
              />
            ))}
          </div>
        </FieldGroup>
        <FieldGroup label={t("security.days")}>
          <div>
            <Segmented<Days>
              label={t("security.days")}
              value={days}
              onChange={setDays}
              options={DAYS.map((value) => ({ value, label: t("security.daysOf", { n: value }) }))}
            />
          </div>
        </FieldGroup>
      </div>
    </Dialog>
  );
}

function TokenShown({ token, onClose }: { token: string; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      closeOnClickOutside={false}
      title={t("security.tokenReady")}
      closeLabel={t("common.close")}
      footer={<Button onClick={onClose}>{t("common.done")}</Button>}
    >
      <p className="quiet">{t("security.tokenText")}</p>
      <CopyLine label={t("security.copyToken")} text={token} autoFocus />
    </Dialog>
  );
}
