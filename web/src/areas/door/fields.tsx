import { useT } from "@/kernel/i18n";
import { PasswordInput, TextInput, type TextInputProps } from "@/ui";

type Props = Omit<TextInputProps, "label">;

/** The name with which somebody will log in, chosen here. */
export function NewUsername(props: Props) {
  const t = useT();
  return (
    <TextInput
      tall
      label={t("door.username")}
      help={t("door.usernameHelp")}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      {...props}
    />
  );
}

/** A password that is chosen here, to be looked at while it is typed. */
export function NewPassword(props: Props) {
  const t = useT();
  return (
    <PasswordInput
      tall
      label={t("door.password")}
      help={t("door.passwordHelp")}
      autoComplete="new-password"
      showLabel={t("door.show")}
      hideText={t("door.hide")}
      {...props}
    />
  );
}
