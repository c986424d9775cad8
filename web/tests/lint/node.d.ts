// The lint tests read the source tree and the build writes beside its files; these few names are all they need of Node.
declare module "node:fs" {
  export function readdirSync(path: string, options?: { recursive: boolean; encoding: "utf8" }): string[];
  export function readFileSync(path: string): Uint8Array;
  export function writeFileSync(path: string, data: Uint8Array): void;
  export function readFileSync(path: string, encoding: "utf8"): string;
  export function statSync(path: string): { isDirectory(): boolean };
}
declare module "node:zlib" {
  export const constants: { BROTLI_PARAM_QUALITY: number };
  export function gzipSync(data: Uint8Array, options: { level: number }): Uint8Array;
  export function brotliCompressSync(
    data: Uint8Array,
    options: { params: Record<number, number> },
  ): Uint8Array;
}
declare module "node:path" {
  export function join(...parts: string[]): string;
  export function relative(from: string, to: string): string;
}
declare module "node:url" {
  export function fileURLToPath(url: URL): string;
}
declare const process: { env: Record<string, string | undefined> };
interface ImportMeta {
  readonly dirname: string;
}
