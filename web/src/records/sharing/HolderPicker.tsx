import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sharing } from "@/api/sharing";
import type { Named } from "@/api/types";
import { usePick } from "@/fields";
import { useT } from "@/kernel/i18n";
import { type Option, Segmented, Select } from "@/ui";

interface HolderPickerProps {
  /** Only people can be picked. */
  people: boolean;
  value: string | null;
  onChange: (holder: string | null) => void;
}

type Kind = "user" | "team" | "department";

/** A person, a team or a department, as the server names holders: user:5, team:3. */
export function HolderPicker({ people, value, onChange }: HolderPickerProps) {
  const t = useT();
  const [kind, setKind] = useState<Kind>("user");
  const kinds: Kind[] = people ? ["user"] : ["user", "team", "department"];
  return (
    <>
      {kinds.length > 1 && (
        <Segmented
          label={t("sharing.whom")}
          value={kind}
          onChange={(next) => {
            setKind(next as Kind);
            onChange(null);
          }}
          options={kinds.map((one) => ({ value: one, label: t(`sharing.kind_${one}`) }))}
        />
      )}
      {kind === "user" ? (
        <PersonSelect value={value} onChange={onChange} />
      ) : (
        <GroupSelect key={kind} kind={kind} value={value} onChange={onChange} />
      )}
    </>
  );
}

interface PickProps {
  value: string | null;
  onChange: (holder: string | null) => void;
}

function PersonSelect({ value, onChange }: PickProps) {
  const t = useT();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Option | null>(null);
  const found = usePick("users", text).map((one) => ({
    value: `user:${one.id}`,
    label: one.title,
    hint: one.subtitle,
  }));
  const options = chosen && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={t("sharing.kind_user")}
      value={value}
      onChange={(next) => {
        setChosen(options.find((one) => one.value === next) ?? null);
        onChange(next);
      }}
      options={options}
      onSearch={setText}
      placeholder={t("sharing.findPerson")}
      nothingText={t("common.nothing")}
      required
    />
  );
}

function GroupSelect({ kind, value, onChange }: PickProps & { kind: "team" | "department" }) {
  const t = useT();
  const groups = useQuery({
    queryKey: [kind, "holders"],
    queryFn: async (): Promise<Named[]> =>
      kind === "team" ? (await sharing.teams()).teams : (await sharing.departments()).departments,
  });
  return (
    <Select
      label={t(`sharing.kind_${kind}`)}
      value={value}
      onChange={onChange}
      options={(groups.data ?? []).map((one) => ({ value: `${kind}:${one.id}`, label: one.name }))}
      placeholder={t("sharing.choose")}
      nothingText={t(groups.data?.length === 0 ? `sharing.none_${kind}` : "common.nothing")}
      required
    />
  );
}
