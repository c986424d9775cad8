import { Suspense, useRef } from "react";
import type { StoredFile } from "@/api/files";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { IconButton } from "@/ui";
import type { Attached } from "./useAttached";

// A page is drawn before anybody has put a file beside anything.
const Sending = late(async () => (await import("./Sending")).Sending);
const Shown = late(async () => (await import("./Shown")).Shown);

/** What somebody put beside their words. */
export function AttachedFiles({ files }: { files: unknown }) {
  if (!Array.isArray(files) || files.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <Shown files={files as StoredFile[]} />
    </Suspense>
  );
}

/** What is put beside the words that are being written. */
export function Attaching({ attached }: { attached: Attached }) {
  if (attached.files.length + attached.sending.length === 0 && !attached.fault) return null;
  return (
    <Suspense fallback={null}>
      <Sending attached={attached} />
    </Suspense>
  );
}

/** For those who have nothing to paste: a phone's camera, a folder. */
export function AttachButton({ attached }: { attached: Attached }) {
  const t = useT();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="paperclip" label={t("timeline.attach")} onClick={() => chooser.current?.click()} />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={t("timeline.attach")}
        onChange={(event) => {
          void attached.send([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
