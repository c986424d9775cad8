import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { identity } from "@/api/security";
import type { Person } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Broken, Button, Page, Refused, Skeleton } from "@/ui";
import { BringInDialog } from "./BringInDialog";
import { InviteDialog } from "./InviteDialog";
import { PeopleTable } from "./PeopleTable";
import { PersonDialog } from "./PersonDialog";
import { SignInSettings } from "./SignInSettings";
import { usePeople } from "./usePeople";

/** Colleagues: who they are, where they belong, what they may do. */
export function Component() {
  const t = useT();
  const me = useMe();
  if (me && !me.verbs["people.manage"]) return <Refused />;
  return <People title={t("people.title")} />;
}

function People({ title }: { title: string }) {
  const t = useT();
  const me = useMe();
  const { people } = usePeople();
  const [adding, setAdding] = useState<"link" | "directory" | null>(null);
  const places = useQuery({ queryKey: ["people", "places"], queryFn: identity.own }).data?.directories ?? [];
  const [chosen, setEdited] = useState<Person | null>(null);
  const [params, setParams] = useSearchParams();
  const edited = chosen ?? people.data?.find((one) => one.id === params.get("person")) ?? null;
  const close = () => {
    setEdited(null);
    setParams({}, { replace: true });
  };
  return (
    <Page
      title={title}
      lead={t("people.lead")}
      meta={people.data?.length}
      actions={
        <>
          {places.length > 0 && (
            <Button icon="users" onClick={() => setAdding("directory")}>
              {t("people.bringIn")}
            </Button>
          )}
          <Button kind="primary" icon="user-plus" onClick={() => setAdding("link")}>
            {t("people.invite")}
          </Button>
        </>
      }
    >
      {people.error ? (
        <Broken error={people.error} retry={() => void people.refetch()} />
      ) : people.data ? (
        <PeopleTable people={people.data} onEdit={setEdited} />
      ) : (
        <Skeleton lines={5} />
      )}
      {me?.verbs["settings.manage"] && <SignInSettings />}
      {adding === "link" && <InviteDialog onClose={() => setAdding(null)} />}
      {adding === "directory" && <BringInDialog places={places} onClose={() => setAdding(null)} />}
      {edited && <PersonDialog key={edited.id} person={edited} onClose={close} />}
    </Page>
  );
}
