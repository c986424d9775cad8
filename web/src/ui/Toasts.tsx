import { useEffect } from "react";
import { useT } from "@/kernel/i18n";
import { Icon } from "./Icon";
import styles from "./Toasts.module.css";
import { type Toast, useToasts } from "./toast";

/** The stack of toasts; spoken politely, failures at once. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className={styles.stack} data-testid="toasts">
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastLine({ toast }: { toast: Toast }) {
  const t = useT();
  const close = useToasts((state) => state.close);
  useEffect(() => {
    if (!toast.life) return;
    const timer = setTimeout(() => close(toast.id), toast.life);
    return () => clearTimeout(timer);
  }, [toast.id, toast.life, close]);
  return (
    <div className={styles.toast} role={toast.tone === "bad" ? "alert" : "status"}>
      {toast.tone !== "plain" && (
        <Icon name={toast.tone === "good" ? "circle-check" : "alert-circle"} size={18} />
      )}
      <span className={styles.text}>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toast.action?.run();
            close(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={t("common.close")}
        onClick={() => close(toast.id)}
      >
        <Icon name="x" size={15} />
      </button>
    </div>
  );
}
