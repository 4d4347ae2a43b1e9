import { describe, expect, it } from "vitest";
import { linkedParts } from "./links";

describe("linkedParts", () => {
  it("finds addresses of the web, without what ends the sentence", () => {
    expect(linkedParts("See https://x.io/a?b=1 (or http://y.io).")).toEqual([
      { kind: "text", text: "See " },
      { kind: "link", text: "https://x.io/a?b=1", address: "https://x.io/a?b=1" },
      { kind: "text", text: " (or " },
      { kind: "link", text: "http://y.io", address: "http://y.io/" },
      { kind: "text", text: ")." },
    ]);
  });

  it("makes no link of a script, of a host that hides behind a name, or of markup", () => {
    for (const hostile of ["javascript:alert(1)", "https://bank.example@evil.example/", "<a href=x>"]) {
      expect(linkedParts(hostile).every((part) => part.kind === "text")).toBe(true);
    }
    expect(linkedParts('https://x.io"onclick="alert(1)')[0]).toMatchObject({ address: "https://x.io/" });
  });
});
