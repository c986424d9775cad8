import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type Mentionable, records } from "@/api/records";
import { useSettled } from "@/fields";

/** The people whom a text finds, and who of them sees the record; `text` null asks for nobody. */
export function useMentionable(module: string, id: string, text: string | null) {
  const settled = useSettled(text ?? "");
  const query = useQuery({
    queryKey: ["mentionable", module, id, settled],
    queryFn: ({ signal }) => records.people(module, id, settled, signal),
    enabled: text !== null,
    placeholderData: keepPreviousData,
  });
  const found: Mentionable[] = text === null ? [] : (query.data?.items ?? []);
  // What still stands there of a shorter text is shown, but a key must not take somebody of it.
  return { found, fresh: settled === text && !query.isPlaceholderData };
}
