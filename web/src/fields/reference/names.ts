import { useQuery } from "@tanstack/react-query";
import { lookups } from "@/api/records";

const known = new Map<string, string>();
const gone = new Set<string>();
const keyOf = (target: string, id: string) => `${target}:${id}`;

/** Remembers what a reference is called, so that chips and editors need not ask again. */
export function learnName(target: string, id: string, title: string): void {
  if (id && title) known.set(keyOf(target, id), title);
}

export function knownName(target: string, id: string): string | undefined {
  return known.get(keyOf(target, id));
}

/** Whether the server was asked and told no name: there is no such record, or not for this reader. */
export function isGone(target: string, id: string): boolean {
  return gone.has(keyOf(target, id));
}

async function ask(target: string, id: string): Promise<string> {
  for (const item of (await lookups.named(target, [id])).items) learnName(target, item.id, item.title);
  const name = knownName(target, id);
  if (name === undefined) gone.add(keyOf(target, id));
  return name ?? "";
}

/** The name of a referenced record, asked from the server only where nobody has said it yet. */
export function useRefName(target: string, id: string | null): string {
  const have = id ? knownName(target, id) : "";
  const query = useQuery({
    queryKey: ["name", target, id],
    queryFn: () => ask(target, id ?? ""),
    enabled: Boolean(id) && !have,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return have || query.data || "";
}
