import { useState } from "react";
import { type Scope, security, type Token } from "@/api/security";
import { formatInstant } from "@/kernel/clock";
import { type TextKey, useT } from "@/kernel/i18n";
import { Broken, Button, Confirm, Skeleton } from "@/ui";
import { Line } from "./Line";
import styles from "./security.module.css";
import { TokenDialog } from "./TokenDialog";
import { useDeed, useTokens } from "./useSecurity";

export const SCOPE_TEXTS: Record<Scope, TextKey> = {
  read: "security.scopeRead",
  write: "security.scopeWrite",
  export: "security.scopeExport",
  admin: "security.scopeAdmin",
};

/** Tokens by which programs act as one. */
export function TokenList() {
  const t = useT();
  const found = useTokens();
  const [making, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<Token | null>(null);
  const revoke = useDeed(security.revokeToken, t("security.removed"));
  if (found.error) return <Broken error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={2} />;
  return (
    <>
      <p className="quiet">{t("security.tokensHelp")}</p>
      {found.data.length === 0 && <p className="quiet">{t("security.noTokens")}</p>}
      <ul className={styles.list}>
        {found.data.map((one) => (
          <TokenLine key={one.id} token={one} onRevoke={() => setLeaving(one)} />
        ))}
      </ul>
      <div className={styles.foot}>
        <Button icon="plus" onClick={() => setMaking(true)}>
          {t("security.newToken")}
        </Button>
      </div>
      {making && <TokenDialog onClose={() => setMaking(false)} />}
      <Confirm
        open={leaving !== null}
        title={t("security.revokeTitle", { name: leaving?.name ?? "" })}
        text={t("security.revokeText")}
        confirm={t("security.revoke")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          if (leaving) revoke.mutate(leaving.id);
          setLeaving(null);
        }}
        onClose={() => setLeaving(null)}
      />
    </>
  );
}

function TokenLine({ token, onRevoke }: { token: Token; onRevoke: () => void }) {
  const t = useT();
  const over = new Date(token.expires_at) < new Date();
  const used = token.last_used_at
    ? t("security.used", { day: formatInstant(token.last_used_at) })
    : t("security.neverUsed");
  const until = over
    ? t("security.expired")
    : t("security.expires", { day: formatInstant(token.expires_at, true) });
  return (
    <Line
      icon="hash"
      title={token.name}
      text={[token.scopes.map((scope) => t(SCOPE_TEXTS[scope])).join("、"), until, used].join(" · ")}
    >
      <Button kind="quiet" aria-label={`${t("security.revoke")} ${token.name}`} onClick={onRevoke}>
        {t("security.revoke")}
      </Button>
    </Line>
  );
}
