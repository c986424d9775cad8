import { locale } from "@/kernel/locale";
import { ensureCsrf, http, loginAgain } from "./client";
import { NetworkFault, problemOf } from "./problem";

/** A stored file, as titles of a record and answers to uploads tell it. */
export interface StoredFile {
  id: string;
  name: string;
  size: number;
  type: string;
}

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

export function isPicture(file: StoredFile): boolean {
  return PICTURES.has(file.type);
}

/** Where a file is fetched from, to be saved. */
export function fileUrl(id: string): string {
  return `/api/v1/files/${encodeURIComponent(id)}`;
}

/** Where a picture is fetched from, to be shown. */
export function pictureUrl(id: string): string {
  return `${fileUrl(id)}?inline=true`;
}

/** Sends one file and tells how much of it has gone (0 to 1); where the session has ended it waits and sends anew. */
export async function sendFile(file: File, onProgress: (part: number) => void): Promise<StoredFile> {
  const { status, statusText, responseText } = await transfer(file, await ensureCsrf(), onProgress);
  if (status === 401) {
    onProgress(0);
    await loginAgain();
    return sendFile(file, onProgress);
  }
  if (status !== 201) throw problemOf(status, statusText, responseText);
  return JSON.parse(responseText) as StoredFile;
}

/** The line to the server knows how much has gone; fetch does not. */
function transfer(file: File, token: string, onProgress: (part: number) => void): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/files");
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", locale());
    request.setRequestHeader("X-CSRFToken", token);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new NetworkFault(request.statusText));
    request.onload = () => resolve(request);
    const form = new FormData();
    form.set("file", file, file.name);
    request.send(form);
  });
}

/** What a look inside a file shows. */
export type Preview =
  | { kind: "picture" }
  | { kind: "pages"; pages: number; shown: number }
  | { kind: "table"; sheets: { name: string; rows: string[][]; more: boolean }[] }
  | { kind: "text"; text: string; more: boolean }
  | { kind: "none"; why: string };

/** What can be seen of a file without saving it. */
export function previewOf(id: string, signal?: AbortSignal): Promise<Preview> {
  return http.get<Preview>(`/files/${encodeURIComponent(id)}/preview`, signal);
}

/** Where the picture of one page is fetched from; the first is 1. */
export function pageUrl(id: string, page: number): string {
  return `${fileUrl(id)}/pages/${page}`;
}
