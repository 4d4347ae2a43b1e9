// Holds the shape of src/: app -> features -> design | api, no feature imports another, no file beyond 250 lines.
// The widget stands beside it: it takes from design/ and api/ only, and nothing that is not ours.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const sources = resolve(dirname(fileURLToPath(import.meta.url)), "../src");
const lineLimit = 250;
const generated = new Set(["api/schema.d.ts"]);
const allowed = {
  app: ["app", "features", "design", "api"],
  features: ["design", "api"],
  design: ["design", "api"],
  api: ["api"],
};

const files = readdirSync(sources, { recursive: true })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => /\.(tsx?|css)$/.test(name) && !generated.has(name));

const complaints = files.flatMap((file) => {
  const text = readFileSync(resolve(sources, file), "utf8");
  return [...tooLong(file, text), ...forbiddenImports(file, text)];
});

function tooLong(file, text) {
  const lines = text.split("\n").length - 1;
  return lines > lineLimit
    ? [`${file} has ${lines} lines; the limit is ${lineLimit}. Split it by subject.`]
    : [];
}

function forbiddenImports(file, text) {
  const [layer, feature] = file.split("/");
  if (!(layer in allowed)) return [];
  return importedFiles(file, text).flatMap((target) => {
    const [targetLayer, targetFeature] = target.split("/");
    const sameFeature = layer === "features" && targetLayer === "features" && targetFeature === feature;
    if (sameFeature || allowed[layer].includes(targetLayer)) return [];
    return [`${file} imports ${target}: ${advice(layer, targetLayer)}`];
  });
}

function importedFiles(file, text) {
  const found = text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g);
  return [...found].map(([, path]) =>
    relative(sources, resolve(sources, dirname(file), path))
      .split(sep)
      .join("/"),
  );
}

function advice(layer, targetLayer) {
  if (layer === "features" && targetLayer === "features") {
    return "features never import features. Move what both need to design/ or api/, or pass it in from app/.";
  }
  return `${layer}/ may import ${allowed[layer].join(", ")} only. Invert the dependency.`;
}

const widget = resolve(sources, "../widget");
const widgetFiles = readdirSync(widget);
for (const file of widgetFiles) {
  const text = readFileSync(resolve(widget, file), "utf8");
  complaints.push(...tooLong(`widget/${file}`, text));
  for (const [, path] of text.matchAll(/ from "([^"]+)"/g)) {
    if (!/^(\.\/|\.\.\/src\/(api|design)\/)/.test(path)) complaints.push(`widget/${file} imports ${path}.`);
  }
}

if (complaints.length > 0) {
  console.error(complaints.join("\n"));
  process.exit(1);
}
console.log(`Structure holds in ${files.length + widgetFiles.length} files.`);
