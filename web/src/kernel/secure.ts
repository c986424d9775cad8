/** Whether this browser, at this address, knows passkeys. */
export function knowsPasskeys(): boolean {
  return window.isSecureContext && typeof PublicKeyCredential === "function";
}
