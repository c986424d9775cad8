import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { fieldErrors, NetworkFault } from "@/api/problem";
import { records } from "@/api/records";
import type { RecordDetail, Values } from "@/api/types";
import { isEmptyValue } from "@/fields";
import { useT } from "@/kernel/i18n";
import { idempotencyKey } from "@/kernel/id";
import { recall, remember } from "@/kernel/storage";
import type { Module } from "@/schema";
import { refreshModule } from "../data/mutations";
import { startValues } from "../form/fields";

const keyOf = (module: string) => `draft.${module}`;

/** Entries that were opened and left blank are no entries; empty fields are not sent. */
function toSend(values: Values): Values {
  const sent: Values = {};
  for (const [key, value] of Object.entries(values)) {
    const tidy = Array.isArray(value)
      ? value.filter((entry) => !(entry && typeof entry === "object" && "value" in entry && !entry.value))
      : value;
    if (!isEmptyValue(tidy)) sent[key] = tidy;
  }
  return sent;
}

/** Values of a record that does not exist yet; kept in this browser until they are saved or thrown away. */
export function useDraft(module: Module, preset: Values) {
  const t = useT();
  const kept = useRef(recall<Values | null>(keyOf(module.key), null));
  const [values, setValues] = useState<Values>(() => ({
    ...startValues(module),
    ...kept.current,
    ...preset,
  }));
  const [restored, setRestored] = useState(kept.current !== null);
  const [touched, setTouched] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState("");
  const [round, setRound] = useState(0);
  // The same key for every try of the same record: a lost answer cannot make two of them.
  const once = useRef(idempotencyKey());
  const create = useMutation({ mutationFn: () => records.create(module.key, toSend(values), once.current) });

  const set = (key: string, value: unknown) => {
    const next = { ...values, [key]: value };
    setValues(next);
    setTouched(true);
    setErrors(({ [key]: _gone, ...rest }) => rest);
    setProblem("");
    once.current = idempotencyKey();
    remember(keyOf(module.key), next);
  };
  const discard = () => {
    remember(keyOf(module.key), null);
    setValues({ ...startValues(module), ...preset });
    setRestored(false);
    setTouched(false);
    setRound(round + 1);
  };
  const refused = (error: Error) => {
    const byField = fieldErrors(error);
    setErrors(byField);
    const count = Object.keys(byField).length;
    if (error instanceof NetworkFault) setProblem(t("error.network"));
    else setProblem(count > 0 ? t("create.fix", { n: count }) : error.message);
  };
  const save = (done: (record: RecordDetail) => void) => {
    if (create.isPending) return;
    setProblem("");
    create.mutate(undefined, {
      onSuccess: (record) => {
        remember(keyOf(module.key), null);
        void refreshModule(module.key);
        done(record);
      },
      onError: refused,
    });
  };
  return { values, errors, problem, restored, touched, round, busy: create.isPending, set, discard, save };
}
