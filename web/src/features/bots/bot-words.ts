/** The settings of a bot in words. */
import type { Bot } from "../../api/types";

export const accessWords: Record<Bot["access"], string> = {
  public: "Anyone",
  customers: "Customers who are signed in",
};

export const toneWords: Record<Bot["tone"], string> = {
  friendly: "Friendly",
  formal: "Formal",
  concise: "Concise",
};

export const unsureWords: Record<Bot["on_unsure"], string> = {
  ask_then_handoff: "Say so and ask one question; the second time in a row call a person",
  handoff: "Call a person at once",
  say_so: "Say so, and stay with the customer",
};

export function choices<Value extends string>(words: Record<Value, string>) {
  return (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));
}
