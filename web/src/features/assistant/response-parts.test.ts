import { expect, it } from "vitest";
import { responseParts } from "./response-parts";

it("takes lines with a dash as points", () => {
  expect(responseParts("I can do this:\n- Show leads\n- Count deals\n\nAnd more.")).toEqual([
    { kind: "text", text: "I can do this:" },
    { kind: "points", points: ["Show leads", "Count deals"] },
    { kind: "text", text: "And more." },
  ]);
});

it("leaves a hyphen inside a line alone, and lines of a paragraph together", () => {
  expect(responseParts("A follow-up - soon\nnext line")).toEqual([
    { kind: "text", text: "A follow-up - soon\nnext line" },
  ]);
  expect(responseParts("")).toEqual([]);
});
