import { useQuery } from "@tanstack/react-query";
import type { Tag } from "@/api/types";
import { tags as api, listOf } from "@/api/workspace";
import { Pill } from "@/ui";
import type { FieldKit, RowLike, ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { asList } from "../multichoice";
import { PillRow } from "../PillRow";

type TagTitle = Pick<Tag, "id" | "label" | "color">;

/** All tags of the house; few enough to be kept whole. */
export function useTags(): Tag[] {
  const query = useQuery({
    queryKey: ["tags"],
    queryFn: async () => listOf<Tag>(await api.list(), "tags"),
    staleTime: 60_000,
  });
  return query.data ?? [];
}

function tagsOf(row: RowLike | undefined, field: string): TagTitle[] {
  const found = row?.titles?.[field] ?? row?.titles?.tags;
  return Array.isArray(found) ? (found as TagTitle[]) : [];
}

function Pills({ field, row, wrap }: ShowProps & { wrap?: boolean }) {
  return (
    <PillRow wrap={wrap}>
      {tagsOf(row, field.key).map((tag) => (
        <Pill key={tag.id} pigment={tag.color}>
          {tag.label}
        </Pill>
      ))}
    </PillRow>
  );
}

/** Tags of the house. */
export const tags: FieldKit = {
  type: "tags",
  Cell: Pills,
  Detail: (props) => <Pills {...props} wrap />,
  Editor: lateEditor("TagsEditor"),
  text: (value, field, row) => {
    const known = tagsOf(row, field.key);
    return asList(value)
      .map((id) => known.find((tag) => tag.id === id)?.label ?? "")
      .filter(Boolean)
      .join("、");
  },
  width: 180,
  panel: true,
};
