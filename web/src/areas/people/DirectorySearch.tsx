import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type DirectoryPerson, directories } from "@/api/directories";
import { useSettled } from "@/fields/reference/usePick";
import { useT } from "@/kernel/i18n";
import { Checkbox, FieldGroup, TextInput } from "@/ui";
import styles from "./people.module.css";

interface DirectorySearchProps {
  place: string;
  chosen: string[];
  onChoose: (ids: string[]) => void;
  error?: string;
}

/** Whom the directory knows by these letters; who has an account by it is shown and not chosen again. */
export function DirectorySearch({ place, chosen, onChoose, error }: DirectorySearchProps) {
  const t = useT();
  const [text, setText] = useState("");
  const settled = useSettled(text, 300);
  const found = useQuery({
    queryKey: ["people", "directory", place, settled],
    queryFn: () => directories.search(place, settled),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const people = found.data?.people ?? [];
  const choose = (id: string, on: boolean) =>
    onChoose(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <>
      <TextInput
        label={t("people.searchDirectory")}
        icon="search"
        value={text}
        onChange={setText}
        error={found.error?.message}
        data-autofocus
      />
      <FieldGroup label={t("people.found")} error={error}>
        <ul className={styles.found} aria-busy={found.isFetching}>
          {people.map((one) => (
            <PersonChoice
              key={one.id}
              person={one}
              chosen={chosen.includes(one.id)}
              onChoose={(on) => choose(one.id, on)}
            />
          ))}
        </ul>
        {found.data && people.length === 0 && <p className="quiet">{t("people.foundNobody")}</p>}
        {found.data?.more && <p className="quiet">{t("people.foundMore")}</p>}
      </FieldGroup>
    </>
  );
}

interface PersonChoiceProps {
  person: DirectoryPerson;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

function PersonChoice({ person, chosen, onChoose }: PersonChoiceProps) {
  const t = useT();
  const rest = [person.login, person.email, person.linked ? t("people.hasAccount") : ""];
  return (
    <li>
      <Checkbox
        label={
          <span className={styles.choice}>
            {person.name}
            <span className="quiet">{rest.filter(Boolean).join(" · ")}</span>
          </span>
        }
        checked={chosen || person.linked}
        disabled={person.linked}
        onChange={onChoose}
      />
    </li>
  );
}
