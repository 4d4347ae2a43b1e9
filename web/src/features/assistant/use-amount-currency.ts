/** In which currency the amounts of a figure are: an answer that is one number does not say it. */
import { useQuery } from "@tanstack/react-query";
import type { AssistantQuery } from "../../api/assistant-shapes";
import { queryGroups } from "../../api/records";
import { filterField } from "../../design/filters/filter-fields";
import type { GroupSurroundings } from "./groups";

/** The surroundings with the currency of the records that are summed; null while it is not known yet. */
export function useAmountSurroundings(
  query: AssistantQuery | null,
  around: GroupSurroundings | null,
): GroupSurroundings | null {
  const path = query && around ? currencyPath(query, around) : null;
  const groups = useQuery({
    ...queryGroups(query?.object ?? "", {
      where: query?.where,
      search: query?.search,
      group_by: path === null ? [] : [path],
      limit: 2,
    }),
    enabled: path !== null,
  });
  if (around === null || path === null) return around;
  if (groups.isPending) return null;
  const currency = groups.data?.[0]?.group[path];
  return typeof currency === "string" ? { ...around, currency } : around;
}

/** "currency" beside an amount that may be in any; null where all amounts are in the workspace's own. */
export function currencyPath(query: AssistantQuery, around: GroupSurroundings): string | null {
  for (const { fn, field: path } of query.aggregate ?? []) {
    const found =
      path === undefined || fn === "count" ? undefined : filterField(around.meta, around.objects, path);
    if (path === undefined || found?.field.type !== "money") continue;
    const beside = path.includes(".") ? `${path.slice(0, path.lastIndexOf("."))}.currency` : "currency";
    return filterField(around.meta, around.objects, beside) ? beside : null;
  }
  return null;
}
