import { describe, expect, it } from "vitest";
import type { ObjectMeta } from "../../api/objects";
import { isAt, phonePlaces, placesFor } from "./navigation";

const objects = ["contacts", "leads", "deals", "tasks", "courses", "notes"].map(
  (name) => ({ name, label_plural: name, icon: "table" }) as ObjectMeta,
);

function titles(isAdmin: boolean) {
  const { daily, more, setUp } = placesFor(isAdmin, objects);
  return {
    daily: daily.map(({ title }) => title),
    more: more.map(({ title }) => title),
    setUp: setUp.map(({ title }) => title),
  };
}

describe("placesFor", () => {
  it("keeps the objects of the day in sight and the others under More", () => {
    expect(titles(false).daily).toEqual([
      "Home",
      "Assistant",
      "Inbox",
      "Contacts",
      "Leads",
      "Deals",
      "Tasks",
    ]);
    expect(titles(false).more).toEqual(["courses", "notes"]);
  });

  it("shows settings and the audit to admins only", () => {
    expect(titles(false).setUp).toEqual(["Customers", "Knowledge", "Bots", "Trash"]);
    expect(titles(true).setUp).toEqual(["Customers", "Knowledge", "Bots", "Settings", "Audit", "Trash"]);
  });
});

describe("phonePlaces", () => {
  it("leaves no place out and shows none twice", () => {
    const places = placesFor(true, objects);
    const { bar, rest } = phonePlaces(places);
    expect(bar).toHaveLength(5);
    const roots = [...bar, ...rest].map(({ root }) => root);
    expect(new Set(roots).size).toBe(roots.length);
    expect(roots).toHaveLength(places.daily.length + places.more.length + places.setUp.length);
  });
});

describe("isAt", () => {
  const { daily } = placesFor(true, objects);
  const here = (pathname: string) => daily.filter((place) => isAt(place, pathname)).map(({ title }) => title);

  it("knows a record's page as part of its object", () => {
    expect(here("/records/leads/12")).toEqual(["Leads"]);
    expect(here("/")).toEqual(["Home"]);
  });

  it("does not take a longer name for the same place", () => {
    expect(here("/records/leads_archive")).toEqual([]);
  });
});
