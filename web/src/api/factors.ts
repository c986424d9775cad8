import type { Ceremony } from "@/kernel/passkey";
import { ask } from "./session";

const OWN = "account/authenticators";

/** One's own second factors. */
export const factors = {
  begin: async () => void (await ask("GET", `${OWN}/totp`, undefined, [404])),
  finish: async (code: string) => void (await ask("POST", `${OWN}/totp`, { code })),
  removeCodes: async () => void (await ask("DELETE", `${OWN}/totp`)),
  passkey: async (alone: boolean) =>
    (await ask("GET", `${OWN}/webauthn${alone ? "?passwordless" : ""}`)).data.creation_options as Ceremony,
  addPasskey: async (name: string, credential: unknown, passwordless: boolean) =>
    void (await ask("POST", `${OWN}/webauthn`, { name, credential, passwordless })),
  removePasskey: async (id: string) =>
    void (await ask("DELETE", `${OWN}/webauthn`, { authenticators: [Number(id)] })),
  recoveryCodes: async () => (await ask("GET", `${OWN}/recovery-codes`)).data.unused_codes as string[],
  newRecoveryCodes: async () =>
    (await ask("POST", `${OWN}/recovery-codes`, {})).data.unused_codes as string[],
};
