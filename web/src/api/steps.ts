import type { Ceremony } from "@/kernel/passkey";
import { ask } from "./session";

export type PasskeyStep = "login" | "authenticate" | "reauthenticate";

/** What proves who somebody is, beside name and password. */
export const steps = {
  /** The second step of a login: a code of the app, or a recovery code. */
  giveCode: async (code: string) => void (await ask("POST", "auth/2fa/authenticate", { code })),
  /** A passkey: `login` alone, `authenticate` as a second step, `reauthenticate` to prove it once more. */
  passkeyWanted: async (step: PasskeyStep) =>
    (await ask("GET", `auth/webauthn/${step}`)).data.request_options as Ceremony,
  givePasskey: async (step: PasskeyStep, credential: unknown) =>
    void (await ask("POST", `auth/webauthn/${step}`, { credential })),
  prove: async (password: string) => void (await ask("POST", "auth/reauthenticate", { password })),
  proveByCode: async (code: string) => void (await ask("POST", "auth/2fa/reauthenticate", { code })),
};
