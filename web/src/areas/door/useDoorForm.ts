import { useEffect, useRef, useState } from "react";
import { fieldErrors } from "@/api/problem";
import { useT } from "@/kernel/i18n";
import { toFirstWrong } from "@/ui";

interface DoorForm<V extends Record<string, string>> {
  values: V;
  errors: Record<string, string>;
  fault: string;
  busy: boolean;
  bind: (key: keyof V & string) => {
    name: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
  submit: (event: React.FormEvent) => Promise<void>;
}

/** A form of plain words that are all needed: what is missing is said before anything is sent. */
export function useDoorForm<V extends Record<string, string>>(
  initial: V,
  send: (values: V) => Promise<void>,
  minimum: Partial<Record<keyof V, number>> = {},
): DoorForm<V> {
  const t = useT();
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<EventTarget & Element>(null);
  const told = useRef(errors);

  // Whoever sent the form goes on where the first thing is wrong; typing does not move anybody.
  useEffect(() => {
    if (told.current === errors || Object.keys(errors).length === 0) return;
    told.current = errors;
    toFirstWrong(form.current);
  }, [errors]);

  const missing = (): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const [key, value] of Object.entries(values)) {
      if (!value.trim()) found[key] = t("door.missing");
      else if (value.length < (minimum[key] ?? 0)) found[key] = t("door.shortPassword");
    }
    return found;
  };

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    form.current = event.currentTarget;
    const found = missing();
    setErrors(found);
    setFault("");
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await send(values);
    } catch (error) {
      const byField = fieldErrors(error);
      setErrors(byField);
      setFault(Object.keys(byField).some((key) => key in values) ? "" : wordsOf(error));
      setBusy(false);
    }
  };

  const bind: DoorForm<V>["bind"] = (key) => ({
    name: key,
    value: values[key] ?? "",
    onChange: (value) => {
      setValues((before) => ({ ...before, [key]: value }));
      // What is being mended is not wrong any more until it is sent again.
      if (!errors[key]) return;
      told.current = without(errors, key);
      setErrors(told.current);
    },
    error: errors[key],
  });
  return { values, errors, fault, busy, bind, submit };
}

function without(errors: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(errors).filter(([other]) => other !== key));
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
