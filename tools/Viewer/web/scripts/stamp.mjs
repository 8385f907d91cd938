// Writes into a built page what it was built from. Run from the folder of package.json, with the page's name.
import { readFileSync, writeFileSync } from "node:fs";
import { sourcesOf } from "./sources.mjs";

const page = process.argv[2];
const file = `../dist/${page}.html`;
const built = readFileSync(file, "utf8");
if (!built.includes('content="unstamped"')) {
  throw new Error(`${file} has no place for the stamp`);
}

writeFileSync(file, built.replace('content="unstamped"', `content="${sourcesOf(page)}"`));
