import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Offer, type Share, sharing } from "@/api/sharing";
import { formatDay, formatFull } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Broken, Button, Dialog, IconButton, Loading, Pill, Segmented, TextInput, toast } from "@/ui";
import { wordsOf } from "../timeline/useWriting";
import { ENDS, type End, endOf } from "./ends";
import { HolderPicker } from "./HolderPicker";
import styles from "./sharing.module.css";

interface ShareDialogProps {
  module: Module;
  id: string;
  title: string;
  onClose: () => void;
}

const sharesKey = (module: string, id: string) => ["shares", module, id];

/** Who works on a record together and to whom it is open by hand: seen by all, changed by whoever may share. */
export function ShareDialog({ module, id, title, onClose }: ShareDialogProps) {
  const t = useT();
  const found = useQuery({
    queryKey: sharesKey(module.key, id),
    queryFn: () => sharing.shares(module.key, id),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("sharing.title", { name: title })}
      closeLabel={t("common.close")}
      footer={<Button onClick={onClose}>{t("sharing.done")}</Button>}
    >
      {found.error ? (
        <Broken error={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        <>
          {found.data.may_share ? (
            <NewShare module={module} id={id} />
          ) : (
            <p className="quiet">{t("sharing.notYours")}</p>
          )}
          <Shares module={module} id={id} shares={found.data.shares} />
        </>
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}

function NewShare({ module, id }: { module: Module; id: string }) {
  const t = useT();
  const client = useQueryClient();
  const [kind, setKind] = useState<Offer["kind"]>("share");
  const [holder, setHolder] = useState<string | null>(null);
  const [level, setLevel] = useState<Offer["level"]>("read");
  const [end, setEnd] = useState<End>("never");
  const [day, setDay] = useState("");
  const [part, setPart] = useState("");
  const until = kind === "collaborator" ? null : endOf(end, day);
  const share = useMutation({
    mutationFn: (to: string) => sharing.share(module.key, id, { holder: to, level, kind, part, until }),
    onSuccess: (made) => {
      toast.good(t("sharing.shared", { name: made.name }));
      setHolder(null);
      setPart("");
      void client.invalidateQueries({ queryKey: sharesKey(module.key, id) });
    },
  });
  return (
    <div className={styles.form}>
      <Segmented
        label={t("sharing.how")}
        value={kind}
        onChange={(value) => setKind(value as Offer["kind"])}
        options={[
          { value: "share", label: t("sharing.share") },
          { value: "collaborator", label: t("sharing.collaborator") },
        ]}
      />
      <HolderPicker key={kind} people={kind === "collaborator"} value={holder} onChange={setHolder} />
      {kind === "collaborator" && (
        <TextInput
          label={t("sharing.part")}
          value={part}
          onChange={setPart}
          placeholder={t("sharing.partHint")}
          maxLength={60}
        />
      )}
      <Segmented
        label={t("sharing.level")}
        value={level}
        onChange={(value) => setLevel(value as Offer["level"])}
        options={[
          { value: "read", label: t("sharing.read") },
          { value: "write", label: t("sharing.write") },
        ]}
      />
      {kind === "share" && (
        <>
          <Segmented
            label={t("sharing.until")}
            value={end}
            onChange={(value) => setEnd(value as End)}
            options={ENDS.map((one) => ({ value: one, label: t(`sharing.end_${one}`) }))}
          />
          {end === "day" && (
            <TextInput label={t("sharing.day")} type="date" value={day} onChange={setDay} required />
          )}
          {until && <p className="quiet">{t("sharing.endsAt", { at: formatFull(until) })}</p>}
        </>
      )}
      {share.error && (
        <p className={styles.error} role="alert">
          {wordsOf(share.error)}
        </p>
      )}
      <div>
        <Button
          kind="primary"
          busy={share.isPending}
          disabled={!holder || (kind === "share" && end === "day" && !until)}
          onClick={() => holder && share.mutate(holder)}
        >
          {t(kind === "share" ? "sharing.doShare" : "sharing.doAdd")}
        </Button>
      </div>
    </div>
  );
}

function Shares({ module, id, shares }: { module: Module; id: string; shares: Share[] }) {
  const t = useT();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (share: Share) => sharing.unshare(module.key, id, share.id),
    onSuccess: () => void client.invalidateQueries({ queryKey: sharesKey(module.key, id) }),
    onError: (error) => toast.bad(wordsOf(error)),
  });
  if (shares.length === 0) return <p className="quiet">{t("sharing.nobody")}</p>;
  return (
    <ul className={styles.list} aria-label={t("sharing.current")}>
      {shares.map((one) => (
        <li key={one.id} className={styles.line}>
          <span className={styles.who}>
            <strong>{one.name || t("sharing.gone")}</strong>
            {one.kind === "collaborator" && (
              <Pill pigment="azurite">{one.part || t("sharing.collaborator")}</Pill>
            )}
          </span>
          <span className="quiet">
            {[
              t(one.level === "write" ? "sharing.write" : "sharing.read"),
              one.until ? t("sharing.endsAt", { at: formatFull(one.until) }) : t("sharing.end_never"),
              t("sharing.by", { name: one.made_by, day: formatDay(one.made_at.slice(0, 10)) }),
            ].join(" · ")}
          </span>
          <IconButton
            icon="x"
            size="sm"
            label={t("sharing.remove", { name: one.name })}
            disabled={remove.isPending}
            onClick={() => remove.mutate(one)}
          />
        </li>
      ))}
    </ul>
  );
}
