import { useState } from "react";
import { rights as api, type Post, type Team } from "@/api/rights";
import { DepartmentList } from "@/areas/people/DepartmentList";
import { usePeople } from "@/areas/people/usePeople";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { joinWords } from "@/kernel/text";
import { useMe } from "@/schema";
import { Button, IconButton, Page, Refused, Section } from "@/ui";
import { GroupDialog } from "./GroupDialog";
import styles from "./rights.module.css";
import { usePosts, useRoles, useTeams } from "./useRights";

/** How the house is put together: departments, posts, teams. */
export function Component() {
  const t = useT();
  const me = useMe();
  if (me && !me.verbs["people.manage"]) return <Refused />;
  return (
    <Page title={t("structure.title")} lead={t("structure.lead")} narrow>
      <DepartmentList />
      <Posts />
      <Teams />
    </Page>
  );
}

function Posts() {
  const t = useT();
  const posts = usePosts();
  const roles = useRoles();
  const { people } = usePeople();
  const [edited, setEdited] = useState<Post | "new" | null>(null);
  const held = edited === "new" ? null : edited;
  const labels = (keys: string[]) =>
    keys.map((key) => roles.data?.find((role) => role.key === key)?.label ?? key).join(" · ");
  const options = (roles.data ?? [])
    .filter((role) => role.key !== "administrator")
    .map((role) => ({ value: role.key, label: role.label }));
  return (
    <Section
      title={t("structure.posts")}
      actions={<Add onClick={() => setEdited("new")} label={t("structure.addPost")} />}
    >
      <p className="quiet">{t("structure.postsLead")}</p>
      <ul className={styles.groups}>
        {posts.data?.map((post) => (
          <Line
            key={post.id}
            name={post.name}
            size={people.data?.filter((one) => one.post?.id === post.id && one.active).length ?? 0}
            what={labels(post.roles) || t("structure.noRoles")}
            onEdit={() => setEdited(post)}
          />
        ))}
      </ul>
      {edited && (
        <GroupDialog
          title={held ? t("people.edit", { name: held.name }) : t("structure.addPost")}
          nameLabel={t("structure.postName")}
          partsLabel={t("structure.postRoles")}
          name={held?.name ?? ""}
          parts={held?.roles ?? []}
          options={options}
          onSave={(name, keys) => (held ? api.changePost(held.id, name, keys) : api.addPost(name, keys))}
          onRemove={held ? () => api.removePost(held.id) : undefined}
          removeText={t("structure.removePost")}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function Teams() {
  const t = useT();
  const teams = useTeams();
  const { people } = usePeople();
  const [edited, setEdited] = useState<Team | "new" | null>(null);
  const held = edited === "new" ? null : edited;
  const options = (people.data ?? [])
    .filter((one) => one.active || held?.members.some((member) => member.id === one.id))
    .map((one) => ({ value: one.id, label: one.name, hint: one.department?.name }));
  return (
    <Section
      title={t("structure.teams")}
      actions={<Add onClick={() => setEdited("new")} label={t("structure.addTeam")} />}
    >
      <p className="quiet">{t("structure.teamsLead")}</p>
      <ul className={styles.groups}>
        {teams.data?.map((team) => (
          <Line
            key={team.id}
            name={team.name}
            size={team.members.length}
            what={joinWords(
              team.members.map((one) => one.name),
              isChinese(),
            )}
            onEdit={() => setEdited(team)}
          />
        ))}
      </ul>
      {edited && (
        <GroupDialog
          title={held ? t("people.edit", { name: held.name }) : t("structure.addTeam")}
          nameLabel={t("structure.teamName")}
          partsLabel={t("structure.members")}
          name={held?.name ?? ""}
          parts={held?.members.map((one) => one.id) ?? []}
          options={options}
          onSave={(name, ids) => (held ? api.changeTeam(held.id, name, ids) : api.addTeam(name, ids))}
          onRemove={held ? () => api.removeTeam(held.id) : undefined}
          removeText={t("structure.removeTeam")}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button kind="text" size="sm" icon="plus" onClick={onClick}>
      {label}
    </Button>
  );
}

function Line({
  name,
  size,
  what,
  onEdit,
}: {
  name: string;
  size: number;
  what: string;
  onEdit: () => void;
}) {
  const t = useT();
  return (
    <li>
      <span className={styles.group}>
        <strong>{name}</strong>
        <span className="quiet">{what}</span>
      </span>
      <span className="quiet tabular">{t("structure.people", { n: size })}</span>
      <IconButton
        icon="pencil"
        iconSize={15}
        tip={false}
        label={t("people.edit", { name })}
        onClick={onEdit}
      />
    </li>
  );
}
