import { describe, expect, it } from "vitest";
import type { LiveFrame } from "../../api/live";
import { afterFrame, afterMessage, type PersonHere, stillWriting, writingWords } from "./people-here";
import { presenceAfter, presenceWords } from "./staff-presence";

const meera = { kind: "staff", name: "Meera" };
const now = 100_000;

function told(type: LiveFrame["type"], content: string, actor: object, more: object = {}): LiveFrame {
  return { type, content, metadata: { actor, ...more } };
}

function peopleAfter(...frames: LiveFrame[]): readonly PersonHere[] {
  return frames.reduce<readonly PersonHere[]>((people, frame) => afterFrame(people, frame, now), []);
}

describe("who is in a conversation", () => {
  it("knows who came, who writes and who went", () => {
    const here = peopleAfter(told("presence", "here", meera), told("typing", "on", meera));
    expect(writingWords(stillWriting(here, now))).toBe("Meera is writing");
    expect(stillWriting(here, now + 7_000)).toEqual([]);
    expect(afterFrame(here, told("presence", "away", meera), now)).toEqual([]);
  });

  it("takes a sent message as the end of the writing, and forgets a bot that fell silent", () => {
    const bot = { kind: "bot", name: "" };
    const here = peopleAfter(
      told("typing", "on", bot),
      told("presence", "here", meera),
      told("typing", "on", meera),
    );
    expect(writingWords(stillWriting(here, now))).toBe("The assistant and Meera are writing");
    const silent = afterMessage(afterMessage(here, meera), { kind: "bot", name: "Wick" });
    expect(silent).toEqual([{ ...meera, writesUntil: 0 }]);
  });
});

describe("colleagues in the list", () => {
  it("says who else is in a conversation, and not that I am", () => {
    const where = { conversation_id: "c1" };
    const presence = presenceAfter(new Map(), told("presence", "here", { ...meera, id: 7 }, where), now);
    const typing = presenceAfter(presence, told("typing", "on", { ...meera, id: 7 }, where), now);
    expect(presenceWords(presence.get("c1"), 1, now)).toBe("Meera is here");
    expect(presenceWords(typing.get("c1"), 1, now)).toBe("Meera is writing");
    expect(presenceWords(typing.get("c1"), 7, now)).toBeNull();
    const gone = presenceAfter(typing, told("presence", "away", { ...meera, id: 7 }, where), now);
    expect(presenceWords(gone.get("c1"), 1, now)).toBeNull();
  });
});
