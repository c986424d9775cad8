/** What the server tells the browser about a passkey that it wants, with bytes as base64url. */
export interface Ceremony {
  publicKey: {
    challenge: string;
    user?: { id: string; name: string; displayName: string };
    excludeCredentials?: Described[];
    allowCredentials?: Described[];
    [key: string]: unknown;
  };
}

interface Described {
  id: string;
  type: "public-key";
  transports?: string[];
}

/** Asks the person for a new passkey; null when they did not want to. */
export async function makePasskey({ publicKey }: Ceremony): Promise<unknown> {
  const options = {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: publicKey.user && { ...publicKey.user, id: bytes(publicKey.user.id) },
    excludeCredentials: publicKey.excludeCredentials?.map(wanted),
  } as unknown as PublicKeyCredentialCreationOptions;
  return told(() => navigator.credentials.create({ publicKey: options }));
}

/** Asks the person for a passkey that they have; null when they did not want to. */
export async function givePasskeyOnce({ publicKey }: Ceremony): Promise<unknown> {
  const options = {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: publicKey.allowCredentials?.map(wanted),
  } as unknown as PublicKeyCredentialRequestOptions;
  return told(() => navigator.credentials.get({ publicKey: options }));
}

async function told(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const found = await ask();
    return found ? wire(found as PublicKeyCredential) : null;
  } catch (error) {
    // Closing the browser's own window is a no, not a fault.
    if (error instanceof DOMException && ["NotAllowedError", "AbortError"].includes(error.name)) return null;
    throw error;
  }
}

function wire(found: PublicKeyCredential): unknown {
  const { response } = found;
  const parts: Record<string, unknown> = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) {
    parts.attestationObject = text(response.attestationObject);
    parts.transports = response.getTransports?.() ?? [];
  } else {
    const given = response as AuthenticatorAssertionResponse;
    parts.authenticatorData = text(given.authenticatorData);
    parts.signature = text(given.signature);
    if (given.userHandle) parts.userHandle = text(given.userHandle);
  }
  return {
    id: found.id,
    rawId: text(found.rawId),
    type: found.type,
    response: parts,
    clientExtensionResults: found.getClientExtensionResults(),
    authenticatorAttachment: found.authenticatorAttachment,
  };
}

function wanted(one: Described) {
  return { ...one, id: bytes(one.id) };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  const plain = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
