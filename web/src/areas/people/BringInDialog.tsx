import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { directories } from "@/api/directories";
import { faultsOf } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Select, toast } from "@/ui";
import { DirectorySearch } from "./DirectorySearch";
import { FormDialog } from "./FormDialog";
import { PersonFields } from "./PersonFields";
import { refreshPeople } from "./usePeople";

interface BringInDialogProps {
  places: { id: string; name: string }[];
  onClose: () => void;
}

/** Gives colleagues whom the company's directory knows their accounts. */
export function BringInDialog({ places, onClose }: BringInDialogProps) {
  const t = useT();
  const [place, setPlace] = useState(places[0]?.id ?? "");
  const [chosen, setChosen] = useState<string[]>([]);
  const [department, setDepartment] = useState<string | null>(null);
  const [roles, setRoles] = useState<string[]>(["sales"]);
  const bring = useMutation({
    mutationFn: () => directories.bringIn(place, { people: chosen, roles, department }),
    onSuccess: ({ people }) => {
      toast.good(t("people.broughtIn", { n: formatNumber(people.length) }));
      void refreshPeople();
      onClose();
    },
  });
  const { errors, whole } = faultsOf(bring.error);
  return (
    <FormDialog
      title={t("people.bringIn")}
      label={
        chosen.length > 0 ? t("people.bringInCount", { n: formatNumber(chosen.length) }) : t("people.add")
      }
      ready={chosen.length > 0 && roles.length > 0}
      busy={bring.isPending}
      onSave={bring.mutate}
      onClose={onClose}
    >
      <p className="quiet">{t("people.bringInText")}</p>
      {places.length > 1 && (
        <Select
          label={t("people.directory")}
          value={place}
          onChange={(next) => {
            setPlace(next ?? place);
            setChosen([]);
          }}
          options={places.map((one) => ({ value: one.id, label: one.name }))}
          nothingText={t("common.nothing")}
        />
      )}
      <DirectorySearch
        key={place}
        place={place}
        chosen={chosen}
        onChoose={setChosen}
        error={errors.people ?? whole}
      />
      <PersonFields
        department={department}
        roles={roles}
        onDepartment={setDepartment}
        onRoles={setRoles}
        rolesError={roles.length === 0 ? t("people.pickRole") : errors.roles}
      />
    </FormDialog>
  );
}
