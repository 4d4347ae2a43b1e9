/** What each role of staff may do, in words. */
import type { Role } from "../../api/types";

export const roleWords: Record<Role, { title: string; about: string }> = {
  owner: { title: "Owner", about: "everything, and may remove the workspace's data" },
  admin: { title: "Admin", about: "bots, knowledge, users, keys and settings" },
  agent: { title: "Agent", about: "answers customers" },
  viewer: { title: "Viewer", about: "reads, changes nothing" },
};

export const roleChoices = (Object.entries(roleWords) as [Role, { title: string; about: string }][]).map(
  ([value, { title, about }]) => ({ value, label: `${title}: ${about}` }),
);

export const roleNames = (Object.entries(roleWords) as [Role, { title: string }][]).map(
  ([value, { title }]) => ({
    value,
    label: title,
  }),
);
