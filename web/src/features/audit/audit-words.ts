/** Entries of the audit in words. */

/** "user.created" reads "user created". */
export function actionWords(action: string): string {
  const words = action.replaceAll(/[._]/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const valuesBefore = ["before", "old"];
const valuesAfter = ["after", "new"];

/** Values before and after as "field: old → new", the rest as "field: value". */
export function metadataWords(metadata: Record<string, unknown>): string {
  const before = flat(valuesBefore.map((key) => metadata[key]).find(isRecord) ?? {});
  const after = flat(valuesAfter.map((key) => metadata[key]).find(isRecord) ?? {});
  const changed = Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) =>
      field in before ? `${field}: ${before[field]} → ${after[field]}` : `${field}: ${after[field]}`,
    );
  const others = Object.entries(metadata)
    .filter(([field]) => ![...valuesBefore, ...valuesAfter].includes(field))
    .map(([field, value]) => `${field}: ${valueWords(value)}`);
  return [...changed, ...others].join("; ");
}

/** Groups of settings field by field, "search.results", so that only what changed is said. */
function flat(values: Record<string, unknown>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([field, value]) =>
    isRecord(value)
      ? Object.entries(value).map(([part, inner]) => [`${field}.${part}`, valueWords(inner)])
      : [[field, valueWords(value)]],
  );
  return Object.fromEntries(entries);
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (Array.isArray(value)) return value.map(valueWords).join(", ") || "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
