import { useT } from "@/kernel/i18n";
import { Checkbox, FieldGroup, Select } from "@/ui";
import styles from "./people.module.css";
import { usePeople } from "./usePeople";

interface PersonFieldsProps {
  department: string | null;
  roles: string[];
  onDepartment: (id: string | null) => void;
  onRoles: (keys: string[]) => void;
  rolesError?: string;
}

/** Department and roles; several roles add up. */
export function PersonFields({ department, roles, onDepartment, onRoles, rolesError }: PersonFieldsProps) {
  const t = useT();
  const house = usePeople();
  return (
    <>
      <Select
        label={t("people.department")}
        value={department}
        onChange={onDepartment}
        options={house.departments.map((one) => ({ value: one.id, label: one.name }))}
        placeholder={t("people.noDepartment")}
        clearLabel={t("common.clear")}
        nothingText={t("common.nothing")}
      />
      <FieldGroup label={t("people.roles")} error={rolesError} required>
        <div className={styles.roles}>
          {house.roles.map((role) => (
            <Checkbox
              key={role.key}
              label={role.label}
              checked={roles.includes(role.key)}
              onChange={(on) => onRoles(on ? [...roles, role.key] : roles.filter((key) => key !== role.key))}
            />
          ))}
        </div>
      </FieldGroup>
    </>
  );
}
