/** The number by which the policy of this page knows styles that the program itself brings. */
export const nonce = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
