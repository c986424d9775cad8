import { isProblem } from "@/api/problem";
import { session } from "@/api/session";
import { type TextKey, useT } from "@/kernel/i18n";
import { Button, Icon, PasswordInput, TextInput } from "@/ui";
import styles from "./DoorFrame.module.css";
import { useDoorForm } from "./useDoorForm";

// The login's refusals come without words of ours; these are the two that people meet.
const REFUSALS: Record<string, TextKey> = {
  username_password_mismatch: "door.wrong",
  too_many_login_attempts: "door.tooOften",
};

/** User name and password; calls back once the server has let the person in. */
export function LoginForm({ onDone, username = "" }: { onDone: () => void; username?: string }) {
  const t = useT();
  const form = useDoorForm({ username, password: "" }, async (values) => {
    try {
      await session.login(values.username.trim(), values.password);
    } catch (error) {
      const key = isProblem(error)
        ? REFUSALS[error.status === 429 ? "too_many_login_attempts" : error.code]
        : undefined;
      throw key ? new Error(t(key)) : error;
    }
    onDone();
  });
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={form.fault} />
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
      <p className={styles.note}>{t("door.forgot")}</p>
    </form>
  );
}

/** What the server answered as a whole, above the inputs. */
export function Fault({ text }: { text: string }) {
  if (!text) return null;
  return (
    <div className={styles.fault} role="alert">
      <Icon name="alert-circle" size={16} />
      {text}
    </div>
  );
}
