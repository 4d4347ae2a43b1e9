/** The figures of sales for the home page, in one answer. */
import { queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { CrmRecord } from "./objects";

export interface StageFigures {
  stage: string;
  label: string;
  count: number;
  /** Money in the workspace's currency. */
  value: number;
}

export interface RecentChange {
  at: string;
  actor: string | null;
  action: string;
  object: string;
  id: number;
  title: string;
}

export interface Dashboard {
  pipeline: StageFigures[];
  won: { this_month: number; last_month: number; count_this_month: number; count_last_month: number };
  follow_ups: { due: number; items: CrmRecord[] };
  tasks: { overdue: number; today: number; items: CrmRecord[] };
  recent: RecentChange[];
  /** Each week by its first day. */
  new_leads: { week: string; count: number }[];
  leads_by_source: { value: string | null; label: string; count: number }[];
  currency: string;
}

export const dashboardQuery = queryOptions({
  queryKey: ["dashboard"],
  queryFn: async ({ signal }) => (await crmRequest<Dashboard>("GET", "/dashboard", { signal })).data,
  staleTime: 15_000,
  refetchInterval: 60_000,
});
