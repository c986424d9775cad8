import { session } from "@/api/session";
import { useT } from "@/kernel/i18n";
import { Button, Icon, PasswordInput, TextInput } from "@/ui";
import styles from "./DoorFrame.module.css";
import { useDoorForm } from "./useDoorForm";

/** User name and password; calls back once the server has let the person in. */
export function LoginForm({ onDone, username = "" }: { onDone: () => void; username?: string }) {
  const t = useT();
  const form = useDoorForm({ username, password: "" }, async (values) => {
    await session.login(values.username.trim(), values.password);
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
