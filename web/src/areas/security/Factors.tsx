import { useState } from "react";
import { factors } from "@/api/factors";
import type { Passkey, SecondFactors } from "@/api/security";
import { formatInstant } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { knowsPasskeys } from "@/kernel/secure";
import { Button, Confirm, Pill } from "@/ui";
import { AppDialog } from "./AppDialog";
import { CodesDialog } from "./CodesDialog";
import { Line } from "./Line";
import { PasskeyDialog } from "./PasskeyDialog";
import styles from "./security.module.css";
import { refreshSecurity, useDeed } from "./useSecurity";

type Open = "app" | "passkey" | "codes" | "renew" | "removeApp" | null;

/** An app, passkeys and recovery codes: what is there, what may be added. */
export function Factors({ held, required }: { held: SecondFactors; required: boolean }) {
  const t = useT();
  const [open, setOpen] = useState<Open>(null);
  const [leaving, setLeaving] = useState<Passkey | null>(null);
  const on = held.totp !== null || held.passkeys.length > 0;
  // The first factor brings recovery codes, which are shown at once.
  const added = () => {
    void refreshSecurity();
    setOpen(on ? null : "codes");
  };
  const removeApp = useDeed(factors.removeCodes, t("security.removed"));
  const removePasskey = useDeed(factors.removePasskey, t("security.removed"));
  return (
    <>
      <p className="quiet">
        {t(on ? "security.factorsOn" : "security.factorsOff")} {required && t("security.required")}
      </p>
      <ul className={styles.list}>
        <AppLine held={held.totp} onSetUp={() => setOpen("app")} onRemove={() => setOpen("removeApp")} />
        {held.passkeys.map((one) => (
          <PasskeyLine key={one.id} passkey={one} onRemove={() => setLeaving(one)} />
        ))}
        <Line
          icon="id"
          title={t("security.passkeys")}
          text={t(knowsPasskeys() ? "security.passkeyHelp" : "security.noPasskeys")}
        >
          {knowsPasskeys() && (
            <Button onClick={() => setOpen("passkey")} aria-label={t("security.addPasskey")}>
              {t("security.add")}
            </Button>
          )}
        </Line>
        {held.recovery_codes !== null && (
          <Line
            icon="lock"
            title={
              <>
                {t("security.recovery")}
                <Pill>{t("security.recoveryLeft", { n: held.recovery_codes })}</Pill>
              </>
            }
            text={t("security.recoveryHelp")}
          >
            <Button onClick={() => setOpen("codes")}>{t("security.show")}</Button>
            <Button kind="quiet" onClick={() => setOpen("renew")}>
              {t("security.renew")}
            </Button>
          </Line>
        )}
      </ul>
      {open === "app" && <AppDialog onClose={() => setOpen(null)} onDone={added} />}
      {open === "passkey" && <PasskeyDialog onClose={() => setOpen(null)} onDone={added} />}
      {(open === "codes" || open === "renew") && (
        <CodesDialog fresh={open === "renew"} onClose={() => setOpen(null)} />
      )}
      <Confirm
        open={open === "removeApp"}
        title={t("security.removeApp")}
        text={t("security.removeText")}
        confirm={t("security.remove")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          removeApp.mutate();
          setOpen(null);
        }}
        onClose={() => setOpen(null)}
      />
      <Confirm
        open={leaving !== null}
        title={t("security.removePasskey", { name: leaving?.name ?? "" })}
        text={t("security.removeText")}
        confirm={t("security.remove")}
        cancel={t("common.cancel")}
        danger
        onConfirm={() => {
          if (leaving) removePasskey.mutate(leaving.id);
          setLeaving(null);
        }}
        onClose={() => setLeaving(null)}
      />
    </>
  );
}

interface AppLineProps {
  held: SecondFactors["totp"];
  onSetUp: () => void;
  onRemove: () => void;
}

function AppLine({ held, onSetUp, onRemove }: AppLineProps) {
  const t = useT();
  return (
    <Line
      icon="device-mobile"
      title={
        <>
          {t("security.app")}
          {held && (
            <Pill pigment="malachite" dot>
              {t("security.on")}
            </Pill>
          )}
        </>
      }
      text={held ? usedText(t, held.last_used_at) : t("security.appHelp")}
    >
      {held ? (
        <Button kind="quiet" onClick={onRemove}>
          {t("security.remove")}
        </Button>
      ) : (
        <Button onClick={onSetUp}>{t("security.setUp")}</Button>
      )}
    </Line>
  );
}

function PasskeyLine({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const t = useT();
  return (
    <Line
      icon="id"
      title={
        <>
          {passkey.name}
          {passkey.alone && <Pill>{t("security.alone")}</Pill>}
        </>
      }
      text={`${t("security.since", { day: formatInstant(passkey.created_at) })} · ${usedText(t, passkey.last_used_at)}`}
    >
      <Button kind="quiet" onClick={onRemove}>
        {t("security.remove")}
      </Button>
    </Line>
  );
}

function usedText(t: ReturnType<typeof useT>, at: string | null): string {
  return at ? t("security.used", { day: formatInstant(at) }) : t("security.neverUsed");
}
