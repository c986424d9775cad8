import { useQuery } from "@tanstack/react-query";
import { rights } from "@/api/rights";
import { useT } from "@/kernel/i18n";
import { Select } from "@/ui";
import { usePeople } from "./usePeople";

interface PlaceFieldsProps {
  person: string;
  post: string | null;
  manager: string | null;
  onPost: (id: string | null) => void;
  onManager: (id: string | null) => void;
  errors: Record<string, string>;
}

/** The post that a colleague holds and whom they report to. */
export function PlaceFields({ person, post, manager, onPost, onManager, errors }: PlaceFieldsProps) {
  const t = useT();
  const { people } = usePeople();
  const posts = useQuery({
    queryKey: ["rights", "posts"],
    queryFn: async () => (await rights.posts()).posts,
  });
  const others = (people.data ?? []).filter((one) => one.id !== person && (one.active || one.id === manager));
  return (
    <>
      <Select
        label={t("people.post")}
        help={t("people.postHelp")}
        value={post}
        onChange={onPost}
        options={(posts.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        placeholder={t("people.noPost")}
        clearLabel={t("common.clear")}
        nothingText={t("common.nothing")}
        error={errors.post}
      />
      <Select
        label={t("people.manager")}
        value={manager}
        onChange={onManager}
        options={others.map((one) => ({ value: one.id, label: one.name, hint: one.department?.name }))}
        placeholder={t("people.noManager")}
        clearLabel={t("common.clear")}
        nothingText={t("common.nothing")}
        error={errors.manager}
      />
    </>
  );
}
