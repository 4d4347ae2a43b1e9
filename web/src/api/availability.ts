/** Whether new conversations are given to me, how many at a time, and how many the team has. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { components } from "./schema";

export type Availability = components["schemas"]["AvailabilityOut"];
export type TeamMember = components["schemas"]["TeamMember"];

export const availabilityQuery = queryOptions({
  queryKey: ["availability"],
  queryFn: () => answered(api.GET("/api/v1/me/availability")),
});

export const teamQuery = queryOptions({
  queryKey: ["team"],
  queryFn: async () => (await answered(api.GET("/api/v1/inbox/team"))).items,
});

/** `capacity` null: as many as the bot's settings say. */
export function setAvailability(body: Pick<Availability, "available" | "capacity">): Promise<Availability> {
  return answered(api.PUT("/api/v1/me/availability", { body }));
}
