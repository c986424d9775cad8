import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Department } from "@/api/types";
import { people } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { isCommitEnter } from "@/kernel/ime";
import { Button, Dialog, IconButton, Section, Select, TextInput } from "@/ui";
import styles from "./people.module.css";
import { refreshPeople, usePeople } from "./usePeople";

interface Leaf {
  id: string;
  name: string;
  depth: number;
}

/** Departments in the order of their tree. */
function tree(departments: { id: string; name: string; parent?: string | null }[]): Leaf[] {
  const known = new Set(departments.map((one) => one.id));
  const below = (parent: string | null, depth: number): Leaf[] =>
    departments
      .filter((one) => (one.parent && known.has(one.parent) ? one.parent : null) === parent)
      .flatMap((one) => [
        { id: one.id, name: one.name, depth },
        ...(depth < 8 ? below(one.id, depth + 1) : []),
      ]);
  return below(null, 0);
}

export function DepartmentList() {
  const t = useT();
  const { departments, people: all } = usePeople();
  const [adding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Department | null>(null);
  const size = (id: string) => all.data?.filter((person) => person.department?.id === id).length ?? 0;
  return (
    <Section
      title={t("people.departments")}
      actions={
        <Button kind="text" size="sm" icon="plus" onClick={() => setAdding(true)}>
          {t("people.addDepartment")}
        </Button>
      }
    >
      <ul className={styles.departments}>
        {tree(departments).map((one) => (
          <li key={one.id} style={{ paddingLeft: one.depth * 20 }}>
            {one.name}
            <span className="quiet">{size(one.id) || ""}</span>
            <IconButton
              icon="pencil"
              iconSize={14}
              tip={false}
              label={t("people.edit", { name: one.name })}
              onClick={() => setEdited(departments.find((other) => other.id === one.id) ?? null)}
            />
          </li>
        ))}
      </ul>
      {adding && <DepartmentDialog onClose={() => setAdding(false)} />}
      {edited && <DepartmentDialog key={edited.id} held={edited} onClose={() => setEdited(null)} />}
    </Section>
  );
}

/** The department and everything below it: it cannot stand below those. */
function family(departments: Department[], id: string): Set<string> {
  const found = new Set([id]);
  // Parents come before their children.
  for (const one of departments) if (one.parent && found.has(one.parent)) found.add(one.id);
  return found;
}

/** A new department, or another name and place for one that is there. */
function DepartmentDialog({ held, onClose }: { held?: Department; onClose: () => void }) {
  const t = useT();
  const { departments } = usePeople();
  const [name, setName] = useState(held?.name ?? "");
  const [parent, setParent] = useState<string | null>(held?.parent ?? null);
  const own = held ? family(departments, held.id) : new Set<string>();
  const create = useMutation({
    mutationFn: () =>
      held
        ? people.patchDepartment(held.id, { name: name.trim(), parent })
        : people.createDepartment(name.trim(), parent),
    onSuccess: () => {
      void refreshPeople();
      onClose();
    },
  });
  const save = () => name.trim() && create.mutate();
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={held ? t("people.edit", { name: held.name }) : t("people.addDepartment")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" busy={create.isPending} disabled={!name.trim()} onClick={save}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <TextInput
        label={t("people.departmentName")}
        value={name}
        onChange={setName}
        error={create.error?.message}
        data-autofocus
        onKeyDown={(event) => isCommitEnter(event) && save()}
      />
      <Select
        label={t("people.parent")}
        value={parent}
        onChange={setParent}
        placeholder={t("people.topDepartment")}
        clearLabel={t("common.clear")}
        options={departments
          .filter((one) => !own.has(one.id))
          .map((one) => ({ value: one.id, label: one.name }))}
      />
    </Dialog>
  );
}
