import { sessionRegained } from "@/api/client";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { Dialog } from "@/ui";
import { LoginForm } from "./LoginForm";

/** The session ended while somebody worked: log in here, and every waiting call goes on. */
export default function LoginAgain({ onDone }: { onDone: () => void }) {
  const t = useT();
  const done = () => {
    onDone();
    sessionRegained();
  };
  return (
    <Dialog
      open
      onClose={() => location.assign("/login")}
      title={t("door.again")}
      closeLabel={t("common.close")}
      size="sm"
      closeOnClickOutside={false}
    >
      <p className="quiet">{t("door.againText")}</p>
      <LoginForm onDone={done} username={boot().user?.username} />
    </Dialog>
  );
}
