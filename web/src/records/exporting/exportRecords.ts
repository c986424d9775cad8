import type { Job } from "@/api/types";
import { type ExportRequest, exportsApi } from "@/api/workspace";
import { text } from "@/kernel/i18n";
import { toast } from "@/ui";
import { followJob } from "../bulk/jobs";

/** Has a file made of these records and hands it over when it is ready. */
export function exportRecords(wish: ExportRequest): Promise<void> {
  return haveFileMade(() => exportsApi.create(wish));
}

/** Asks for a file, follows its making and hands it over. */
export async function haveFileMade(ask: () => Promise<{ id: string; job: string | Job }>): Promise<void> {
  try {
    const { id, job } = await ask();
    const done = await followJob(job, text("list.exporting"));
    if (!done) return;
    const { url } = await exportsApi.get(id);
    if (url) toast.good(text("list.exported"), { label: text("list.download"), run: () => download(url) });
  } catch (error) {
    toast.bad(error instanceof Error ? error.message : String(error));
  }
}

function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
