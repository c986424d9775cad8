// What the first screen asks for is asked while the program itself is still on its way; here the answers wait.

const asked = new Map<string, Promise<Response>>();
// Those that have come in whole, as text.
const arrived = new Map<string, string>();

const keyOf = (method: string, url: string, body: unknown) =>
  `${method} ${url} ${body === undefined ? "" : JSON.stringify(body)}`;

/** Keeps an answer that is on its way for the first call that asks just this. */
export function keepAhead(method: string, url: string, body: unknown, answer: Promise<Response>): void {
  const key = keyOf(method, url, body);
  asked.set(key, answer);
  // Whoever takes it hears of a failure.
  answer.then((response) => note(key, response)).catch(() => {});
}

async function note(key: string, response: Response): Promise<void> {
  if (!response.ok) return;
  const text = await response.clone().text();
  if (asked.has(key)) arrived.set(key, text);
}

/** The answer to this very question where it is here already, for a first drawing that need not wait. */
export function arrivedAhead<R>(method: string, url: string, body: unknown): R | undefined {
  const key = keyOf(method, url, body);
  const text = arrived.get(key);
  if (text === undefined) return undefined;
  asked.delete(key);
  arrived.delete(key);
  return JSON.parse(text) as R;
}

/** The answer that is on its way to this very question; nobody gets it twice. */
export function takeAhead(method: string, url: string, body: unknown): Promise<Response> | undefined {
  const key = keyOf(method, url, body);
  const answer = asked.get(key);
  asked.delete(key);
  arrived.delete(key);
  return answer;
}

/** The first screen stands: what nobody has taken grows old. */
export function forgetAhead(): void {
  asked.clear();
  arrived.clear();
}
