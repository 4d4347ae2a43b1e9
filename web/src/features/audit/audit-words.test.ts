import { expect, it } from "vitest";
import { actionWords, metadataWords } from "./audit-words";

it("reads an action as words", () => {
  expect(actionWords("user.created")).toBe("User created");
  expect(actionWords("api_key.revoked")).toBe("Api key revoked");
});

it("says what changed from what to what", () => {
  const metadata = { old: { tone: "formal" }, new: { tone: "friendly", name: "" }, file: "faqs.json" };
  expect(metadataWords(metadata)).toBe("tone: formal → friendly; name: –; file: faqs.json");
});

it("says of a group of settings only what changed", () => {
  const before = { search: { results: 5, threshold: null }, keywords: ["legal"] };
  const after = { search: { results: 8, threshold: null }, keywords: ["legal", "urgent"] };
  expect(metadataWords({ before, after })).toBe("search.results: 5 → 8; keywords: legal → legal, urgent");
});
