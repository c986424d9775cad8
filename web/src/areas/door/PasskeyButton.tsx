import { useState } from "react";
import type { PasskeyStep } from "@/api/steps";
import { useT } from "@/kernel/i18n";
import { knowsPasskeys } from "@/kernel/secure";
import { Button } from "@/ui";

interface PasskeyButtonProps {
  step: PasskeyStep;
  label: string;
  onDone: () => void;
  onFault: (text: string) => void;
}

/** A passkey in place of what is typed; absent where the browser knows none. What it takes is fetched at the click. */
export function PasskeyButton({ step, label, onDone, onFault }: PasskeyButtonProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  if (!knowsPasskeys()) return null;
  const give = async () => {
    setBusy(true);
    onFault("");
    try {
      const { passkeyGiven } = await import("./passkeyGiven");
      if (await passkeyGiven(step)) onDone();
    } catch {
      onFault(t("door.passkeyWrong"));
    }
    setBusy(false);
  };
  return (
    <Button type="button" icon="id" size="lg" wide busy={busy} onClick={() => void give()}>
      {label}
    </Button>
  );
}
