import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../../src");

// A floor imports only from floors below it (and from itself).
const FLOORS: Record<string, number> = {
  locales: 0,
  kernel: 0,
  api: 1,
  schema: 2,
  ui: 2,
  fields: 3,
  records: 4,
  modules: 5,
  areas: 5,
  app: 6,
};
const KIT = /^(@mantine\/|@dnd-kit\/|@tabler\/)/;

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return files(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function imports(path: string): string[] {
  const source = readFileSync(path, "utf8");
  return [...source.matchAll(/(?:from\s+|import\s*\(\s*|import\s+)"([^"]+)"/g)].map(
    (match) => match[1] ?? "",
  );
}

function roomOf(path: string): string {
  return relative(SRC, path).split(/[\\/]/)[0] ?? "";
}

function targetRoom(file: string, specifier: string): string | null {
  if (specifier.startsWith("@/")) return specifier.slice(2).split("/")[0] ?? null;
  if (specifier.startsWith(".")) return roomOf(join(file, "..", specifier));
  return null;
}

describe("floors", () => {
  for (const file of files(SRC)) {
    const room = roomOf(file);
    it(relative(SRC, file), () => {
      for (const specifier of imports(file)) {
        if (KIT.test(specifier)) expect(room, `${specifier} belongs into ui`).toBe("ui");
        const target = targetRoom(file, specifier);
        if (!target || target === room) continue;
        expect(FLOORS[target], `unknown room ${target}`).toBeDefined();
        const below = (FLOORS[target] ?? 99) < (FLOORS[room] ?? -1) || target === "locales";
        expect(below, `${room} must not import ${specifier}`).toBe(true);
      }
    });
  }
});

describe("generic records", () => {
  it("never name a module", () => {
    const named = files(join(SRC, "records")).filter((file) =>
      /["'`](contacts|accounts|deals|leads)["'`]/.test(readFileSync(file, "utf8")),
    );
    expect(named).toEqual([]);
  });
});

describe("sizes", () => {
  it("no file is longer than 300 lines", () => {
    const long = files(SRC).filter((file) => readFileSync(file, "utf8").split("\n").length > 300);
    expect(long.map((file) => relative(SRC, file)).filter((file) => !file.includes("api/types"))).toEqual([]);
  });
});
