import { describe, expect, it } from "vitest";
import { type BotSettings, changesBetween, share, within } from "./bot-settings";

const settings: BotSettings = {
  name: "Robin",
  company: "",
  tone: "friendly",
  greeting: "",
  access: "public",
  is_default: true,
  show_analysis: false,
  on_unsure: "ask_then_handoff",
  reopens_to: "bot",
  escalation: {
    priority: 8,
    keywords: ["legal"],
    attempts: 3,
    confidence: 0.6,
    on_angry: true,
    on_request: true,
  },
  search: { results: 5, threshold: null },
  memory: { messages: 50, hours: 24, days: 180 },
  widget: {
    allowed_origins: [],
    color: "#0f6f6b",
    position: "right",
    title: "",
    ask_name: "no",
    ask_email: "no",
  },
  hours: null,
  handoff: {
    answer_within_minutes: 60,
    raise_after_minutes: 10,
    most_raises: 3,
    assign: "nobody",
    capacity: 8,
    ask_csat: true,
  },
};

describe("changesBetween", () => {
  it("holds only what differs", () => {
    expect(changesBetween(settings, { ...settings, tone: "formal" })).toEqual({ tone: "formal" });
    expect(changesBetween(settings, structuredClone(settings))).toEqual({});
  });

  it("sends a group of rules whole", () => {
    const search = { results: 8, threshold: null };
    expect(changesBetween(settings, { ...settings, search })).toEqual({ search });
  });
});

it("says the limits of a number in words", () => {
  expect(within({ min: 1, max: 10 })(8)).toBeNull();
  expect(within({ min: 1, max: 10 })(11)).toBe("Enter a whole number from 1 to 10");
  expect(within({ min: 1, max: 10 })("")).not.toBeNull();
  expect(share(0.5)).toBeNull();
  expect(share(1.2)).not.toBeNull();
});
