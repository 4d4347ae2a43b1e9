/** The editable settings of a bot: from the server's shape to a form and back, with their limits. */
import type { Bot } from "../../api/types";
import { hoursFault, type OpeningHours, openingHoursOf } from "./opening-hours";

type Editable = Pick<
  Bot,
  | "name"
  | "company"
  | "tone"
  | "greeting"
  | "access"
  | "is_default"
  | "show_analysis"
  | "on_unsure"
  | "reopens_to"
  | "escalation"
  | "search"
  | "memory"
  | "widget"
  | "handoff"
>;

/** In the form each value is there; null says that a rule is off. */
export type BotSettings = { [Field in keyof Editable]: Required<Editable[Field]> } & {
  /** Null: somebody is there always. */
  hours: OpeningHours | null;
};

export function settingsOf(bot: Bot): BotSettings {
  return {
    name: bot.name,
    company: bot.company,
    tone: bot.tone,
    greeting: bot.greeting,
    access: bot.access,
    is_default: bot.is_default,
    show_analysis: bot.show_analysis,
    on_unsure: bot.on_unsure,
    reopens_to: bot.reopens_to,
    escalation: { ...bot.escalation },
    search: { ...bot.search, threshold: bot.search.threshold ?? null },
    memory: { ...bot.memory },
    widget: widgetOf(bot),
    hours: openingHoursOf(bot.hours),
    handoff: { ...bot.handoff, answer_within_minutes: bot.handoff.answer_within_minutes ?? null },
  };
}

function widgetOf({ widget }: Bot): Required<Bot["widget"]> {
  const { color = "#0f6f6b", position = "right", title = "", ask_name = "no", ask_email = "no" } = widget;
  return { color, position, title, ask_name, ask_email, allowed_origins: widget.allowed_origins ?? [] };
}

/** Only what differs is sent, so that two people at once do not undo each other's work. */
export function changesBetween(before: BotSettings, after: BotSettings): Partial<BotSettings> {
  const keys = Object.keys(after) as (keyof BotSettings)[];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, after[key]]));
}

export const limits = {
  priority: { min: 1, max: 10 },
  attempts: { min: 1, max: 20 },
  results: { min: 1, max: 20 },
  messages: { min: 0, max: 200 },
  hours: { min: 1, max: 720 },
  days: { min: 0, max: 3650 },
  minutes: { min: 1, max: 100_000 },
  raises: { min: 0, max: 20 },
  capacity: { min: 0, max: 1000 },
} as const;

export const settingsRules = {
  name: (value: string) => (value.trim() === "" ? "Give the bot a name" : null),
  escalation: {
    priority: orOff(within(limits.priority)),
    attempts: orOff(within(limits.attempts)),
    confidence: share,
  },
  search: {
    results: within(limits.results),
    threshold: orOff(share),
  },
  memory: { messages: within(limits.messages), hours: within(limits.hours), days: within(limits.days) },
  hours: hoursFault,
  handoff: {
    answer_within_minutes: orOff(within(limits.minutes)),
    raise_after_minutes: within(limits.minutes),
    most_raises: within(limits.raises),
    capacity: within(limits.capacity),
  },
};

/** Null means that the rule is switched off, or left to the calibration. */
function orOff(rule: (value: unknown) => string | null) {
  return (value: number | null) => (value === null ? null : rule(value));
}

export function within({ min, max }: { min: number; max: number }) {
  return (value: unknown) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
      ? null
      : `Enter a whole number from ${min} to ${max}`;
}

export function share(value: unknown): string | null {
  return typeof value === "number" && value >= 0 && value <= 1 ? null : "Enter a number from 0 to 1";
}
