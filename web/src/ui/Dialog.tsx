import { Suspense, useState } from "react";
import { late } from "@/kernel/late";
import { Button } from "./Button";
import styles from "./Dialog.module.css";
import { Icon } from "./Icon";
import { useIsPhone } from "./media";
import { useOverflow } from "./useOverflow";

// The kit's dialogs are fetched when the first one opens; no first page needs them.
const kit = () => import("./kitDialog");
const KitModal = late(async () => (await kit()).Modal);
const KitDrawer = late(async () => (await kit()).Drawer);

/** Fetches the dialogs ahead of the first click. */
export const preloadDialogs = () => Promise.all([KitModal.preload(), KitDrawer.preload()]);

/** Renders its dialog from the first opening on, so that closing can be seen too. */
function Late({ open, children }: { open: boolean; children: React.ReactNode }) {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  return wanted ? <Suspense fallback={null}>{children}</Suspense> : null;
}

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: React.ReactNode;
  children: React.ReactNode;
  closeLabel: string;
  size?: "sm" | "md" | "lg" | number;
  /** Buttons at the foot; they stay in sight while the body scrolls. */
  footer?: React.ReactNode;
  /** False while something unsaved would be lost by a click beside; what was typed is seen without being told. */
  closeOnClickOutside?: boolean;
}

const WIDTHS = { sm: 420, md: 560, lg: 760 };

/** A question or a small form in the middle; on a phone it fills the screen. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  closeLabel,
  size = "md",
  footer,
  closeOnClickOutside = true,
}: DialogProps) {
  const phone = useIsPhone();
  const [touched, setTouched] = useState(false);
  if (touched && !open) setTouched(false);
  return (
    <Late open={open}>
      <KitModal
        onInput={() => setTouched(true)}
        opened={open}
        onClose={onClose}
        title={title}
        size={typeof size === "number" ? size : WIDTHS[size]}
        fullScreen={phone && size !== "sm"}
        centered={phone}
        yOffset="9vh"
        closeOnClickOutside={closeOnClickOutside && !touched}
        closeButtonProps={{ "aria-label": closeLabel, icon: <Icon name="x" size={19} /> }}
        transitionProps={{ duration: 140, transition: "fade" }}
        classNames={{ content: styles.content, body: styles.body }}
      >
        <Scrolled>{children}</Scrolled>
        {footer && <div className={styles.footer}>{footer}</div>}
      </KitModal>
    </Late>
  );
}

/** What lies between head and foot; the keyboard reaches it to scroll where there is more than fits. */
function Scrolled({ children }: { children: React.ReactNode }) {
  const { overflows, watch } = useOverflow();
  return (
    <div ref={watch} className={styles.scrolled} tabIndex={overflows ? 0 : undefined}>
      {children}
    </div>
  );
}

interface SheetProps {
  open: boolean;
  onClose: () => void;
  title: React.ReactNode;
  children: React.ReactNode;
  closeLabel: string;
  side?: "right" | "bottom";
  width?: number;
  /** False while something unsaved would be lost by a click beside. */
  closeOnClickOutside?: boolean;
}

/** A panel from the side; from below on a phone. */
export function Sheet({
  open,
  onClose,
  title,
  children,
  closeLabel,
  side = "right",
  width = 440,
  closeOnClickOutside = true,
}: SheetProps) {
  const phone = useIsPhone();
  const position = phone ? "bottom" : side;
  return (
    <Late open={open}>
      <KitDrawer
        opened={open}
        onClose={onClose}
        title={title}
        position={position}
        size={position === "bottom" ? "88%" : width}
        closeOnClickOutside={closeOnClickOutside}
        closeButtonProps={{ "aria-label": closeLabel, icon: <Icon name="x" size={19} /> }}
        transitionProps={{ duration: 160 }}
      >
        {children}
      </KitDrawer>
    </Late>
  );
}

interface ConfirmProps {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  text: React.ReactNode;
  confirm: string;
  cancel: string;
  danger?: boolean;
  busy?: boolean;
}

/** Asks once before something that is hard to take back. */
export function Confirm({
  open,
  onClose,
  onConfirm,
  title,
  text,
  confirm,
  cancel,
  danger,
  busy,
}: ConfirmProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      closeLabel={cancel}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            kind={danger ? "danger" : "primary"}
            icon={danger ? "trash" : undefined}
            onClick={onConfirm}
            busy={busy}
            data-autofocus
          >
            {confirm}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{text}</p>
    </Dialog>
  );
}
