import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { fieldErrors } from "@/api/problem";
import { me as api } from "@/api/session";
import type { Me } from "@/api/types";
import { setZone } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { Button, Select, TextInput, toast } from "@/ui";
import styles from "./profile.module.css";

const NEAR = ["Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo"];

function zones(): string[] {
  const all = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return [...new Set([...NEAR, ...all])];
}

/** Name, e-mail and time zone; what the server refuses stands at its field. */
export function AboutForm({ me }: { me: Me }) {
  const t = useT();
  const [name, setName] = useState(me.name);
  const [email, setEmail] = useState(me.email ?? "");
  const [zone, setZoneName] = useState(me.time_zone);
  const save = useMutation({
    mutationFn: () => api.patch({ name: name.trim(), email: email.trim(), time_zone: zone }),
    onSuccess: (saved) => {
      cache.setQueryData(["me"], saved);
      setZone(saved.time_zone);
      toast.good(t("profile.saved"));
    },
    onError: (error) => toast.bad(error.message),
  });
  const errors = fieldErrors(save.error);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t("profile.username")} value={me.username} onChange={() => {}} readOnly />
      <TextInput
        label={t("profile.name")}
        value={name}
        onChange={setName}
        error={errors.name}
        autoComplete="name"
        required
      />
      <TextInput
        label={t("profile.email")}
        value={email}
        onChange={setEmail}
        error={errors.email}
        inputMode="email"
        autoComplete="email"
      />
      <Select
        label={t("profile.zone")}
        help={t("profile.zoneHelp")}
        error={errors.time_zone}
        value={zone}
        onChange={(value) => value && setZoneName(value)}
        options={zones().map((one) => ({ value: one, label: one.replaceAll("_", " ") }))}
        nothingText={t("common.nothing")}
      />
      <div>
        <Button type="submit" kind="primary" busy={save.isPending} disabled={!name.trim()}>
          {t("common.save")}
        </Button>
      </div>
    </form>
  );
}
