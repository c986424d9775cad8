import { locale } from "@/kernel/locale";
import { ensureCsrf } from "./client";
import { ApiProblem, NetworkFault } from "./problem";
import type { Problem } from "./types";

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

/** Sends one file and tells how much of it has gone (0 to 1); the line to the server knows that, fetch does not. */
export async function sendFile(file: File, onProgress: (part: number) => void): Promise<StoredFile> {
  const token = await ensureCsrf();
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
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 201) resolve(body as unknown as StoredFile);
      else reject(problemOf(request, body));
    };
    const form = new FormData();
    form.set("file", file, file.name);
    request.send(form);
  });
}

function parsed(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Partial<Problem>;
  } catch {
    // A proxy's error page is not JSON; the status still tells enough.
    return {};
  }
}

function problemOf(request: XMLHttpRequest, body: Partial<Problem>): ApiProblem {
  return new ApiProblem({
    title: request.statusText,
    detail: "",
    code: `http_${request.status}`,
    ...body,
    status: request.status,
  });
}
