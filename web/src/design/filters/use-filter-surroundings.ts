/** What is needed to say a filter in words: the definitions, and the titles of the records that it names by id. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useMe } from "../../api/me";
import { membersQuery } from "../../api/members";
import { type FilterNode, type ObjectMeta, objectsQuery, titleOf } from "../../api/objects";
import { recordQuery } from "../../api/records";
import { filterField } from "./filter-fields";
import { conditionsIn } from "./filter-tree";
import type { FilterSurroundings } from "./filter-words";

const mostTitles = 30;

export function useFilterSurroundings(meta: ObjectMeta, filter: FilterNode | undefined): FilterSurroundings {
  const me = useMe();
  const objects = useQuery(objectsQuery).data ?? noObjects;
  const members = useQuery(membersQuery(me)).data ?? noMembers;
  const named = useMemo(() => namedRecords(meta, objects, filter), [meta, objects, filter]);
  const records = useQueries({ queries: named.map(({ object, id }) => recordQuery(object, id)) });
  const titles = new Map(members.map((member) => [`user:${member.id}`, member.name]));
  named.forEach(({ object, id }, index) => {
    const record = records[index]?.data;
    if (record) titles.set(`${object}:${id}`, titleOf(record));
  });
  const { currency, time_zone: timeZone } = me.workspace;
  return { meta, objects, titles, currency, timeZone };
}

const noObjects: ObjectMeta[] = [];
const noMembers: { id: number; name: string }[] = [];

function namedRecords(meta: ObjectMeta, objects: readonly ObjectMeta[], filter: FilterNode | undefined) {
  const conditions = filter === undefined ? [] : conditionsIn(filter);
  const named = conditions.flatMap(({ field: path, value }) => {
    const field = filterField(meta, objects, path)?.field;
    if (field?.type !== "relation" || field.object === null) return [];
    const { object } = field;
    const ids = (Array.isArray(value) ? value : [value]).filter((id): id is number => typeof id === "number");
    return ids.map((id) => ({ object, id }));
  });
  const byKey = new Map(named.map((one) => [`${one.object}:${one.id}`, one]));
  return [...byKey.values()].slice(0, mostTitles);
}
