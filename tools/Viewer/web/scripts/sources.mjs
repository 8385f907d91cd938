// What a page is built from, as one number: the same that BundleTests computes without Node.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const build = ["package-lock.json", "package.json", "scripts/sources.mjs", "scripts/stamp.mjs", "tsconfig.json", "vite.config.ts"];

function under(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? under(join(folder, entry.name)) : [join(folder, entry.name).replaceAll("\\", "/")]);
}

const hash = (content) => createHash("sha256").update(content).digest("hex");

/** SHA-256 over the path and the SHA-256 of every source of a page, in the order of their paths, with Unix line ends. */
export function sourcesOf(page) {
  const files = [...build, `${page}.html`, ...under(`src/${page}`), ...under("src/shared")];
  files.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return hash(files.map((file) => `${file} ${hash(readFileSync(file, "utf8").replaceAll("\r\n", "\n"))}\n`).join(""));
}
