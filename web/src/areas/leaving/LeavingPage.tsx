import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { type LeavingPolicy, leavingApi } from "@/api/leaving";
import { fieldErrors } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Broken, Button, Page, Refused, Section, Skeleton, Switch, TextInput, toast } from "@/ui";
import { AlertsPart } from "./AlertsPart";
import { ApproverPart } from "./ApproverPart";
import { changesOf, type Draft, draftOf } from "./draft";
import { LimitsPart } from "./LimitsPart";
import styles from "./leaving.module.css";

const KEY = ["leaving"];

/** How much may leave the house, who lets it out, who is told of mass viewing. */
export function Component() {
  const t = useT();
  const me = useMe();
  const policy = useQuery({ queryKey: KEY, queryFn: leavingApi.get });
  if (me && !me.verbs["settings.manage"]) return <Refused />;
  return (
    <Page title={t("leaving.title")} lead={t("leaving.lead")} narrow>
      {policy.error ? (
        <Broken error={policy.error} retry={() => void policy.refetch()} />
      ) : policy.data ? (
        <Form policy={policy.data} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function Form({ policy }: { policy: LeavingPolicy }) {
  const t = useT();
  const [draft, setDraft] = useState<Draft>(() => draftOf(policy));
  const change = (some: Partial<Draft>) => setDraft((before) => ({ ...before, ...some }));
  const save = useMutation({
    mutationFn: () => leavingApi.put(changesOf(draft)),
    onSuccess: (saved) => {
      cache.setQueryData(KEY, saved);
      setDraft(draftOf(saved));
      void cache.invalidateQueries({ queryKey: ["me"] });
      toast.good(t("leaving.saved"));
    },
    onError: (error) => toast.bad(error.message),
  });
  const errors = fieldErrors(save.error);
  const dirty = JSON.stringify(draft) !== JSON.stringify(draftOf(policy));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <LimitsPart draft={draft} onChange={change} />
      <ApproverPart draft={draft} policy={policy} onChange={change} />
      <AlertsPart draft={draft} policy={policy} error={errors.contact} onChange={change} />
      <Section title={t("leaving.reveals")}>
        <p className="quiet">{t("leaving.revealsText")}</p>
        <div className={styles.number}>
          <TextInput
            label={t("leaving.reveals")}
            hideLabel
            inputMode="numeric"
            error={errors.reveals}
            value={draft.reveals}
            onChange={(reveals) => change({ reveals })}
          />
        </div>
      </Section>
      <Marks draft={draft} onChange={change} />
      <div className={styles.save}>
        <Button kind="primary" type="submit" busy={save.isPending} disabled={!dirty}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}

function Marks({ draft, onChange }: { draft: Draft; onChange: (some: Partial<Draft>) => void }) {
  const t = useT();
  return (
    <Section title={t("leaving.marks")}>
      <p className="quiet">{t("leaving.marksText")}</p>
      <div className={styles.switches}>
        <Switch
          label={t("leaving.screenMark")}
          checked={draft.screenMark}
          onChange={(screenMark) => onChange({ screenMark })}
        />
        <p className="quiet">{t("leaving.screenMarkText")}</p>
        <Switch label={t("leaving.csv")} checked={draft.csv} onChange={(csv) => onChange({ csv })} />
        <p className="quiet">{t("leaving.csvText")}</p>
      </div>
    </Section>
  );
}
