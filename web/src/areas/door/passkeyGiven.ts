import { type PasskeyStep, steps } from "@/api/steps";
import { givePasskeyOnce } from "@/kernel/passkey";

/** Asks for a passkey and hands it in; false when the person changed their mind. */
export async function passkeyGiven(step: PasskeyStep): Promise<boolean> {
  const given = await givePasskeyOnce(await steps.passkeyWanted(step));
  if (!given) return false;
  await steps.givePasskey(step, given);
  return true;
}
