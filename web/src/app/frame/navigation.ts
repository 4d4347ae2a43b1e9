/** The places of the app, in the order in which the navigation shows them. */
import {
  type Icon,
  IconBook2,
  IconHistory,
  IconHome,
  IconInbox,
  IconRobot,
  IconSettings,
  IconSparkles,
  IconTrash,
  IconUserCircle,
} from "@tabler/icons-react";
import type { ObjectMeta } from "../../api/objects";
import { objectIcon } from "../../design/object-icons";

type Destination =
  | {
      to:
        | "/"
        | "/assistant"
        | "/inbox"
        | "/tasks"
        | "/customers"
        | "/knowledge"
        | "/bots"
        | "/settings/workspace"
        | "/audit"
        | "/trash";
      params?: undefined;
    }
  | { to: "/records/$object"; params: { object: string } };

export interface Place {
  destination: Destination;
  /** The beginning of every address that belongs to this place. */
  root: string;
  title: string;
  icon: Icon;
  adminOnly?: boolean;
}

export interface Places {
  /** What is used all day: the first of them stand in the bar of a phone. */
  daily: Place[];
  /** The other kinds of records. */
  more: Place[];
  setUp: Place[];
}

const home: Place = { destination: { to: "/" }, root: "/", title: "Home", icon: IconHome };
const assistant: Place = {
  destination: { to: "/assistant" },
  root: "/assistant",
  title: "Assistant",
  icon: IconSparkles,
};
const inbox: Place = {
  destination: { to: "/inbox" },
  root: "/inbox",
  title: "Inbox",
  icon: IconInbox,
};
const tasks: Place = {
  destination: { to: "/tasks" },
  root: "/tasks",
  title: "Tasks",
  icon: objectIcon("tasks"),
};

const daily: Place[] = [
  home,
  assistant,
  inbox,
  recordsPlace("contacts", "Contacts"),
  recordsPlace("leads", "Leads"),
  recordsPlace("deals", "Deals"),
  tasks,
];

const setUp: Place[] = [
  { destination: { to: "/customers" }, root: "/customers", title: "Customers", icon: IconUserCircle },
  { destination: { to: "/knowledge" }, root: "/knowledge", title: "Knowledge", icon: IconBook2 },
  { destination: { to: "/bots" }, root: "/bots", title: "Bots", icon: IconRobot },
  {
    destination: { to: "/settings/workspace" },
    root: "/settings",
    title: "Settings",
    icon: IconSettings,
    adminOnly: true,
  },
  { destination: { to: "/audit" }, root: "/audit", title: "Audit", icon: IconHistory, adminOnly: true },
  { destination: { to: "/trash" }, root: "/trash", title: "Trash", icon: IconTrash },
];

const inDaily = new Set(["contacts", "leads", "deals", "tasks"]);
const inPhoneBar = new Set(["/", "/assistant", "/inbox", "/records/leads", "/tasks"]);

export function placesFor(isAdmin: boolean, objects: readonly ObjectMeta[]): Places {
  return {
    daily,
    more: objects
      .filter((object) => !inDaily.has(object.name))
      .map((object) => recordsPlace(object.name, object.label_plural, object.icon)),
    setUp: setUp.filter((place) => !place.adminOnly || isAdmin),
  };
}

/** What a thumb reaches on a phone, and what stands behind "More" there. */
export function phonePlaces(places: Places): { bar: Place[]; rest: Place[] } {
  const all = [...places.daily, ...places.setUp, ...places.more];
  return {
    bar: all.filter((place) => inPhoneBar.has(place.root)),
    rest: all.filter((place) => !inPhoneBar.has(place.root)),
  };
}

export function isAt(place: Place, pathname: string): boolean {
  if (place.root === "/") return pathname === "/";
  return pathname === place.root || pathname.startsWith(`${place.root}/`);
}

function recordsPlace(object: string, title: string, icon?: string): Place {
  return {
    destination: { to: "/records/$object", params: { object } },
    root: `/records/${object}`,
    title,
    icon: objectIcon(object, icon),
  };
}
