import type { Tag } from "@/api/types";

export interface Placed {
  tag: Tag;
  depth: number;
}

/** Tags with their children right below them, siblings by name. */
export function inOrder(tags: Tag[]): Placed[] {
  const known = new Set(tags.map((tag) => tag.id));
  const below = (parent: string | null, depth: number): Placed[] =>
    tags
      .filter((tag) => (tag.parent && known.has(tag.parent) ? tag.parent : null) === parent)
      .sort((a, b) => a.label.localeCompare(b.label, "zh-CN"))
      .flatMap((tag) => [{ tag, depth }, ...below(tag.id, depth + 1)]);
  return below(null, 0);
}

/** The tag and all below it; none of them can become its parent. */
export function family(tags: Tag[], id: string): Set<string> {
  const found = new Set([id]);
  for (const { tag } of inOrder(tags)) if (tag.parent && found.has(tag.parent)) found.add(tag.id);
  return found;
}
