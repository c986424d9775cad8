import { Suspense } from "react";
import { late } from "@/kernel/late";
import type { Module } from "@/schema";
import type { OpenConflict } from "./ConflictDialog";

// Fetched when two people have met: no first page needs it.
const ConflictDialog = late(async () => (await import("./ConflictDialog")).ConflictDialog);

interface ConflictProps {
  module: Module;
  conflict: OpenConflict | null;
  onClose: () => void;
  /** Dismissed without a choice: back to what was being written. */
  onBack?: () => void;
}

/** The choice between two edits of one record, as long as one is open. */
export function Conflict({ module, conflict, onClose, onBack }: ConflictProps) {
  if (!conflict) return null;
  return (
    <Suspense fallback={null}>
      <ConflictDialog module={module} conflict={conflict} onClose={onClose} onBack={onBack} />
    </Suspense>
  );
}
