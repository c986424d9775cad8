import { create } from "zustand";
import type { ExportRequest } from "@/api/leaving";

/** What shall be exported, as far as it is known before the dialog asks for the rest. */
export interface ExportWish extends Omit<ExportRequest, "format"> {
  /** How many records that is; said in the title. */
  count?: number;
}

export const useExportWish = create<{ wish: ExportWish | null }>(() => ({ wish: null }));

/** Opens the export dialog for a view or a selection. */
export function openExport(wish: ExportWish): void {
  useExportWish.setState({ wish });
}

export function closeExport(): void {
  useExportWish.setState({ wish: null });
}
