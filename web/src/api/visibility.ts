/** Which records each role sees: all of an object, or only those a person owns. */
import { queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { Role } from "./types";

export interface RecordVisibility {
  role: Role;
  object: string;
  visibility: "all" | "own";
}

/** What is not named is seen whole. */
export const visibilityQuery = queryOptions({
  queryKey: ["record-visibility"],
  queryFn: async () =>
    (await crmRequest<{ items: RecordVisibility[] }>("GET", "/record-visibility")).data.items,
});

export async function putVisibility(items: RecordVisibility[]): Promise<RecordVisibility[]> {
  const { data } = await crmRequest<{ items: RecordVisibility[] }>("PUT", "/record-visibility", {
    body: { items },
  });
  return data.items;
}
