import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { cache } from "@/api/cache";
import { proofWanted } from "@/api/client";
import { session } from "@/api/session";
import { DoorFrame } from "@/areas/door/DoorFrame";
import ProveAgain from "@/areas/door/ProveAgain";
import { useT } from "@/kernel/i18n";
import { knowsPasskeys } from "@/kernel/secure";
import { Button } from "@/ui";
import { AppForm } from "./AppDialog";
import { Codes } from "./CodesDialog";
import { PasskeyForm } from "./PasskeyDialog";
import styles from "./security.module.css";

type Step = "choose" | "app" | "passkey" | "codes";

/** The company asks for a second factor: here it is set up before anything else. */
export function Component() {
  return (
    <QueryClientProvider client={cache}>
      <Secure />
    </QueryClientProvider>
  );
}

function Secure() {
  const t = useT();
  const [step, setStep] = useState<Step>("choose");
  const [answer, setAnswer] = useState<((proven: boolean) => void) | null>(null);
  useEffect(() => proofWanted.on((found) => setAnswer(() => found)), []);
  const done = () => setStep("codes");
  const titles = {
    choose: "secureTitle",
    app: "scanTitle",
    passkey: "addPasskey",
    codes: "codesTitle",
  } as const;
  return (
    <DoorFrame title={t(`security.${titles[step]}`)} lead={step === "choose" ? t("security.secureText") : ""}>
      <div className={styles.ways}>
        {step === "choose" && <Choice onChoose={setStep} />}
        {step === "app" && <AppForm onDone={done} />}
        {step === "passkey" && <PasskeyForm onDone={done} />}
        {step === "codes" && (
          <>
            <Codes fresh={false} />
            <Button kind="primary" size="lg" wide onClick={() => location.assign("/today")}>
              {t("security.saved")}
            </Button>
          </>
        )}
        {(step === "app" || step === "passkey") && (
          <Button kind="text" onClick={() => setStep("choose")}>
            {t("proof.otherWay")}
          </Button>
        )}
      </div>
      {answer && (
        <ProveAgain
          onDone={(proven) => {
            answer(proven);
            setAnswer(null);
          }}
        />
      )}
    </DoorFrame>
  );
}

function Choice({ onChoose }: { onChoose: (step: Step) => void }) {
  const t = useT();
  const leave = async () => {
    await session.logout();
    location.assign("/login");
  };
  return (
    <>
      <Button kind="primary" icon="device-mobile" size="lg" wide onClick={() => onChoose("app")}>
        {t("security.useApp")}
      </Button>
      {knowsPasskeys() && (
        <Button icon="id" size="lg" wide onClick={() => onChoose("passkey")}>
          {t("security.usePasskey")}
        </Button>
      )}
      <Button kind="text" onClick={() => void leave()}>
        {t("shell.logout")}
      </Button>
    </>
  );
}
