/** Saved views: a filter, a search, an order and columns under a name, one's own or shared. */
import { queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { SavedView } from "./record-shapes";

export type ViewContent = Pick<SavedView, "name" | "shared" | "query" | "columns" | "layout">;

export function viewsQuery(object: string) {
  return queryOptions({
    queryKey: ["views", object],
    queryFn: async () =>
      (await crmRequest<{ items: SavedView[] }>("GET", "/views", { query: { object } })).data.items,
    staleTime: 60_000,
  });
}

export async function createView(object: string, content: ViewContent): Promise<SavedView> {
  return (await crmRequest<SavedView>("POST", "/views", { body: { object, ...content } })).data;
}

export async function changeView(id: number, changes: Partial<ViewContent>): Promise<SavedView> {
  return (await crmRequest<SavedView>("PATCH", `/views/${id}`, { body: changes })).data;
}

export async function deleteView(id: number): Promise<void> {
  await crmRequest<null>("DELETE", `/views/${id}`);
}
