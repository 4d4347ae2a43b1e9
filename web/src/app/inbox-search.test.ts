import { expect, it } from "vitest";
import { choosing, isSameView, listParameters } from "../api/inbox-view";
import { inboxOfBefore, inboxSearch } from "./inbox-search";

it("takes what fits of an address and ignores the rest", () => {
  const search = inboxSearch({
    view: "late",
    sentiment: "Angry",
    priority: "8",
    q: 2026,
    details: true,
    bot: "x",
  });
  expect(search).toEqual({ view: "late", sentiment: "Angry", priority: 8, q: "2026", details: true });
  expect(inboxSearch({ view: "everything", priority: 11, details: "yes" })).toEqual({});
});

it("leads old addresses to the view that shows the same", () => {
  expect(inboxOfBefore({ state: "waiting" })).toEqual({ view: "waiting" });
  expect(inboxOfBefore({ state: "human" })).toEqual({ view: undefined });
  expect(inboxOfBefore({ bot: 3 })).toEqual({ bot: 3 });
});

it("keeps the words that are looked for when another view is chosen", () => {
  const view = choosing({ label: 4 }, { view: "mine", q: "refund" });
  expect(view).toEqual({ label: 4, q: "refund" });
  expect(isSameView(view, { label: 4 })).toBe(true);
  expect(isSameView(view, { view: "mine" })).toBe(false);
  expect(listParameters(view)).toMatchObject({ view: "all", label: 4, q: "refund" });
});
