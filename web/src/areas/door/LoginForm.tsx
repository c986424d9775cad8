import { Suspense, useState } from "react";
import { http } from "@/api/client";
import { isProblem } from "@/api/problem";
import { type Pending, session } from "@/api/session";
import { boot } from "@/kernel/boot";
import { laterTexts, type TextKey, useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { Button, PasswordInput, TextInput } from "@/ui";
import styles from "./DoorFrame.module.css";
import { Fault } from "./Fault";
import { PasskeyButton } from "./PasskeyButton";
import { useDoorForm } from "./useDoorForm";

/** Off to an identity provider, and back to where the person wanted to go. */
async function away(provider: string, onFault: (text: string) => void): Promise<void> {
  const next = new URLSearchParams(location.search).get("next") ?? undefined;
  try {
    const { url } = await http.post<{ url: string }>("/identity/begin", { provider, next });
    location.assign(url);
  } catch (error) {
    onFault((error as Error).message);
  }
}

const SecondStep = late(async () => {
  const [found] = await Promise.all([import("./SecondStep"), laterTexts()]);
  return found.default;
});

// The login's refusals come without words of ours; these are the two that people meet.
const REFUSALS: Record<string, TextKey> = {
  username_password_mismatch: "door.wrong",
  too_many_login_attempts: "door.tooOften",
};

/** User name and password; calls back once the server has let the person in. */
export function LoginForm({ onDone, username = "" }: { onDone: () => void; username?: string }) {
  const t = useT();
  const [pending, setPending] = useState<Pending>(null);
  const [fault, setFault] = useState(() =>
    new URLSearchParams(location.search).has("fault") ? t("door.identityFault") : "",
  );
  const form = useDoorForm({ username, password: "" }, async (values) => {
    setFault("");
    let asked: Pending;
    try {
      asked = await session.login(values.username.trim(), values.password);
    } catch (error) {
      const key = isProblem(error)
        ? REFUSALS[error.status === 429 ? "too_many_login_attempts" : error.code]
        : undefined;
      throw key ? new Error(t(key)) : error;
    }
    if (asked) setPending(asked);
    else onDone();
  });
  if (pending) {
    return (
      <Suspense fallback={null}>
        <SecondStep types={pending} onDone={onDone} />
      </Suspense>
    );
  }
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={fault || form.fault} />
      <TextInput
        tall
        label={t("door.username")}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={!username}
        {...form.bind("username")}
      />
      <PasswordInput
        tall
        label={t("door.password")}
        autoComplete="current-password"
        autoFocus={Boolean(username)}
        data-autofocus={username ? true : undefined}
        showLabel={t("door.show")}
        hideText={t("door.hide")}
        {...form.bind("password")}
      />
      <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
        {t("door.login")}
      </Button>
      <PasskeyButton step="login" label={t("door.loginByPasskey")} onDone={onDone} onFault={setFault} />
      {boot().providers?.map(({ id, name }) => (
        <Button key={id} type="button" size="lg" wide onClick={() => void away(id, setFault)}>
          {t("door.loginBy", { name })}
        </Button>
      ))}
      <p className={styles.note}>{t("door.forgot")}</p>
    </form>
  );
}
