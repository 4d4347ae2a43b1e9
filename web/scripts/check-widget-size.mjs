// Holds the widget's promise to other people's pages: under 20 kB as it is sent (gzip as the server does it).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 20_000;
const built = readFileSync("dist/widget.js");
const sent = gzipSync(built, { level: 4 }).length;
if (sent >= limit) {
  console.error(`widget.js is ${sent} bytes compressed; the limit is ${limit}.`);
  process.exit(1);
}
console.log(`widget.js: ${built.length} bytes, ${sent} compressed of ${limit}.`);
