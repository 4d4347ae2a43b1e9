// Puts the pages of /docs and /redoc beside the built app, so that they need no other server.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

const target = "dist/api-docs";
const files = [
  "node_modules/swagger-ui-dist/swagger-ui-bundle.js",
  "node_modules/swagger-ui-dist/swagger-ui.css",
  "node_modules/redoc/bundles/redoc.standalone.js",
];
// ReDoc shows its maker's logo from a server of theirs; ours stands in for it.
const foreignLogo = "https://cdn.redoc.ly/redoc/logo-mini.svg";

mkdirSync(target, { recursive: true });
for (const file of files) {
  const text = readFileSync(file, "utf8").replaceAll(foreignLogo, "/favicon.svg");
  writeFileSync(`${target}/${file.split("/").at(-1)}`, text);
}
