import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { fieldErrors } from "@/api/problem";
import type { Cadence } from "@/api/types";
import { cadences } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { Broken, Button, Dialog, Loading, TextInput, toast } from "@/ui";
import styles from "./TodayPage.module.css";

const FORM = "cadences";

/** After how many days without contact accounts of each grade are due. */
export function CadenceDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const query = useQuery({ queryKey: ["cadences"], queryFn: cadences.get });
  const save = useMutation({
    mutationFn: cadences.patch,
    onSuccess: (saved) => {
      cache.setQueryData(["cadences"], saved);
      void cache.invalidateQueries({ queryKey: ["today"] });
      toast.good(t("today.cadenceSaved"));
      onClose();
    },
    // What is wrong with a number stands at it; everything else has no place of its own in the form.
    onError: (error) => Object.keys(fieldErrors(error)).length === 0 && toast.bad(error.message),
  });
  return (
    <Dialog
      open
      onClose={onClose}
      size="sm"
      title={t("today.cadence")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button kind="primary" type="submit" form={FORM} busy={save.isPending} disabled={!query.data}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <p className="quiet">{t("today.cadenceText")}</p>
      {query.error ? (
        <Broken error={query.error} retry={() => void query.refetch()} />
      ) : query.data ? (
        <Days grades={query.data.grades} error={save.error} onSave={save.mutate} />
      ) : (
        <Loading />
      )}
    </Dialog>
  );
}

interface DaysProps {
  grades: Cadence[];
  error: unknown;
  onSave: (days: Record<string, number | null>) => void;
}

function Days({ grades, error, onSave }: DaysProps) {
  const t = useT();
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(grades.map((one) => [one.grade, one.days === null ? "" : String(one.days)])),
  );
  const [wrong, setWrong] = useState<string | null>(null);
  const refused = fieldErrors(error);
  const save = () => {
    // The server says what days it takes; what is no number at all never gets there.
    const bad = grades.find((one) => !/^\d{0,6}$/.test(typed[one.grade]?.trim() ?? ""));
    setWrong(bad?.grade ?? null);
    if (bad) return;
    onSave(
      Object.fromEntries(
        grades.map((one) => {
          const days = typed[one.grade]?.trim();
          return [one.grade, days ? Number(days) : null];
        }),
      ),
    );
  };
  return (
    <form
      id={FORM}
      className={styles.cadences}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {grades.map((one) => (
        <TextInput
          key={one.grade}
          label={one.label}
          value={typed[one.grade] ?? ""}
          onChange={(value) => setTyped({ ...typed, [one.grade]: value })}
          error={wrong === one.grade ? t("today.cadenceNumber") : refused[one.grade]}
          inputMode="numeric"
          placeholder={t("today.cadenceNone")}
          end={<span className="quiet">{t("today.cadenceDays")}</span>}
        />
      ))}
    </form>
  );
}
