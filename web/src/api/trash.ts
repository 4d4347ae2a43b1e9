/** What was deleted and can still be brought back, over all objects. */
import { infiniteQueryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";

export interface TrashItem {
  object: string;
  id: number;
  title: string;
  deleted_at: string;
  deleted_by: string | null;
  /** When it is removed for good. */
  purged_on: string | null;
}

interface TrashPage {
  items: TrashItem[];
  next: string | null;
  total: number;
}

const pageSize = 50;

export const trashKey = ["trash"] as const;

export function trashQuery(object: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...trashKey, { object }],
    queryFn: async ({ pageParam }) =>
      (await crmRequest<TrashPage>("GET", "/trash", { query: { object, limit: pageSize, after: pageParam } }))
        .data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
