/** What the one who is signed in was told: mentions, conversations given to them, customers who wait. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";

const shown = 30;

export const notificationsKey = ["notifications"] as const;

export const notificationsQuery = queryOptions({
  queryKey: [...notificationsKey, "newest"],
  queryFn: async () =>
    (await answered(api.GET("/api/v1/notifications", { params: { query: { limit: shown } } }))).items,
});

/** How many are unread: the number on the bell. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, "unread"],
  queryFn: async () => {
    const query = { unread: true, limit: 1 };
    return (await answered(api.GET("/api/v1/notifications", { params: { query } }))).total;
  },
});

export function markRead(ids: number[] | "all") {
  const body = ids === "all" ? { all: true } : { ids, all: false };
  return answered(api.POST("/api/v1/notifications/read", { body }));
}
