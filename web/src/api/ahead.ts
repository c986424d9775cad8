// What the first screen asks for is asked while the program itself is still on its way; here the answers wait.

const asked = new Map<string, Promise<Response>>();

const keyOf = (method: string, url: string, body: unknown) =>
  `${method} ${url} ${body === undefined ? "" : JSON.stringify(body)}`;

/** Keeps an answer that is on its way for the first call that asks just this. */
export function keepAhead(method: string, url: string, body: unknown, answer: Promise<Response>): void {
  // Whoever takes it hears of a failure.
  answer.catch(() => {});
  asked.set(keyOf(method, url, body), answer);
}

/** The answer that is on its way to this very question; nobody gets it twice. */
export function takeAhead(method: string, url: string, body: unknown): Promise<Response> | undefined {
  const key = keyOf(method, url, body);
  const answer = asked.get(key);
  asked.delete(key);
  return answer;
}

/** The first screen stands: what nobody has taken grows old. */
export function forgetAhead(): void {
  asked.clear();
}
