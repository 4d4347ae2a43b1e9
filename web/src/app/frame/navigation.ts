/** The places of the app, in the order in which the navigation shows them. */
import {
  type Icon,
  IconBook2,
  IconHistory,
  IconHome,
  IconMessages,
  IconRobot,
  IconSettings,
} from "@tabler/icons-react";
import { isAdmin } from "../../api/me";
import type { Me } from "../../api/types";

export interface Place {
  to: "/" | "/conversations" | "/knowledge" | "/bots" | "/settings/workspace" | "/audit";
  root: string;
  title: string;
  icon: Icon;
  adminOnly?: boolean;
}

const places: Place[] = [
  { to: "/", root: "/", title: "Home", icon: IconHome },
  { to: "/conversations", root: "/conversations", title: "Conversations", icon: IconMessages },
  { to: "/knowledge", root: "/knowledge", title: "Knowledge", icon: IconBook2 },
  { to: "/bots", root: "/bots", title: "Bots", icon: IconRobot },
  { to: "/settings/workspace", root: "/settings", title: "Settings", icon: IconSettings, adminOnly: true },
  { to: "/audit", root: "/audit", title: "Audit", icon: IconHistory, adminOnly: true },
];

export function placesFor(me: Me): Place[] {
  return places.filter((place) => !place.adminOnly || isAdmin(me));
}

export function isAt(place: Place, pathname: string): boolean {
  return place.root === "/" ? pathname === "/" : pathname.startsWith(place.root);
}
