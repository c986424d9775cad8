// The lint tests read the source tree; these few names are all they need of Node.
declare module "node:fs" {
  export function readdirSync(path: string): string[];
  export function readFileSync(path: string, encoding: "utf8"): string;
  export function statSync(path: string): { isDirectory(): boolean };
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
