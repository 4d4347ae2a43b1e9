import { describe, expect, it } from "vitest";
import { type Panes, panesFor } from "./panes";

function shown(panes: Panes): string {
  const { hasViews, hasList, hasConversation, hasDetails } = panes;
  return [hasViews && "views", hasList && "list", hasConversation && "conversation", hasDetails && "details"]
    .filter(Boolean)
    .join(" ");
}

describe("panesFor", () => {
  it("shows one step at a time on a phone", () => {
    expect(shown(panesFor(390, false, undefined))).toBe("list");
    expect(shown(panesFor(390, true, undefined))).toBe("conversation");
    expect(shown(panesFor(390, true, true))).toBe("details");
    expect(shown(panesFor(390, false, true))).toBe("list");
  });

  it("shows all where there is room, and gives up the views first", () => {
    expect(shown(panesFor(1500, true, undefined))).toBe("views list conversation details");
    expect(shown(panesFor(1072, true, undefined))).toBe("list conversation details");
    expect(shown(panesFor(1072, true, false))).toBe("views list conversation");
    expect(shown(panesFor(1072, false, undefined))).toBe("views list conversation");
  });

  it("puts asked-for details in the place of the list where only two fit", () => {
    expect(shown(panesFor(800, true, undefined))).toBe("list conversation");
    expect(shown(panesFor(800, true, true))).toBe("conversation details");
  });
});
