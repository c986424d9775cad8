import { cache } from "@/api/cache";
import { type Export, type ExportRequest, exportsApi } from "@/api/leaving";
import { isProblem } from "@/api/problem";
import { text } from "@/kernel/i18n";
import { toast } from "@/ui";
import { followJob } from "../bulk/jobs";
import { askReason } from "./reason";

/** Has a file made of these records and hands it over when it is ready. */
export function exportRecords(wish: ExportRequest): Promise<void> {
  return haveFileMade((reason) => exportsApi.create({ ...wish, reason: reason ?? wish.reason }));
}

/** Asks for a file, follows its making and hands it over; asks what it is for when somebody has to approve. */
export async function haveFileMade(ask: (reason?: string) => Promise<Export>): Promise<void> {
  try {
    const made = await asked(ask);
    if (!made) return;
    void cache.invalidateQueries({ queryKey: ["exports"] });
    if (made.state === "waiting") {
      toast.good(text("leaving.waits"));
      return;
    }
    if (!made.job || !(await followJob(made.job, text("list.exporting")))) return;
    const { url } = await exportsApi.get(made.id);
    if (url) toast.good(text("list.exported"), { label: text("list.download"), run: () => download(url) });
  } catch (error) {
    toast.bad(error instanceof Error ? error.message : String(error));
  }
}

async function asked(ask: (reason?: string) => Promise<Export>): Promise<Export | null> {
  try {
    return await ask();
  } catch (error) {
    if (!isProblem(error) || error.code !== "approval_reason") throw error;
    const reason = await askReason(error.message);
    return reason === null ? null : ask(reason);
  }
}

export function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
