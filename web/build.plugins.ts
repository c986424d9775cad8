import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const TEXT = /\.(js|css|svg|json|webmanifest)$/;
// Below this a compressed file saves less than its headers cost.
const LEAST = 1024;

/** Leaves compressed forms beside the files, so that the server compresses nothing while people wait. */
export function compressed(): Plugin {
  let out = "dist";
  return {
    name: "compressed",
    apply: "build",
    configResolved: (config) => {
      out = config.build.outDir;
    },
    closeBundle: () => {
      for (const name of readdirSync(out, { recursive: true, encoding: "utf8" })) {
        if (!TEXT.test(name)) continue;
        const path = join(out, name);
        const body = readFileSync(path);
        if (body.length < LEAST) continue;
        writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
        const quality = { [constants.BROTLI_PARAM_QUALITY]: 11 };
        writeFileSync(`${path}.br`, brotliCompressSync(body, { params: quality }));
      }
    },
  };
}

const EARLY = "src/app/early.ts";

/** Puts the script that asks ahead into the page of somebody signed in, before all that the program waits for. */
export function early(): Plugin {
  return {
    name: "early",
    apply: "build",
    buildStart() {
      this.emitFile({ type: "chunk", id: EARLY, name: "early" });
    },
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        const chunk = Object.values(bundle ?? {}).find(
          (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(EARLY)),
        );
        // Not deferred, or it would wait for the styles.
        const script = `<!--signed-in<script type="module" async crossorigin src="/${chunk?.fileName}"></script>signed-in-->`;
        return chunk
          ? html.replace('<script src="/theme.js"', `${script}\n    <script src="/theme.js"`)
          : html;
      },
    },
  };
}

/** Tells theme.js, which runs first, what a signed-in person will need next: it asks before the entry has run. */
export function ahead(chunks: string[]): Plugin {
  return {
    name: "ahead",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle }) => {
        const attributes = Object.values(bundle ?? {}).flatMap((file) => {
          if (file.type !== "chunk" || !chunks.includes(file.name)) return [];
          const key = `data-${file.name.toLowerCase()}`;
          const styles = [...(file.viteMetadata?.importedCss ?? [])];
          return [`${key}="/${file.fileName}"`, ...styles.map((name) => `${key}-style="/${name}"`)];
        });
        return html.replace(
          '<script src="/theme.js"',
          `<script src="/theme.js" ${attributes.sort().join(" ")}`,
        );
      },
    },
  };
}

/** The kit brings variables for thirteen families of colours; ours are our own, and the kit's own parts use the blue ones alone. */
export function withoutColours() {
  const family =
    /^--mantine-color-(?!blue|white|black|body|dimmed|error|default|placeholder|anchor|text|disabled)[a-z]+-(text|filled|light|outline)/;
  return {
    postcssPlugin: "without-colours",
    Declaration(declaration: { prop: string; remove(): void }) {
      if (family.test(declaration.prop)) declaration.remove();
    },
  };
}
