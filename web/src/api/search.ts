/** The search over all objects: it forgives typing errors and says so. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";

export interface SearchHit {
  object: string;
  id: number;
  title: string;
  subtitle: string | null;
  /** The field in which the words were found. */
  matched: string | null;
  score: number;
}

export interface SearchAnswer {
  items: SearchHit[];
  /** The words that were searched instead, where those typed found nothing. */
  corrected: string | null;
}

const hitsAtOnce = 12;
export const fewestLetters = 2;

export function searchQuery(words: string) {
  const wanted = words.trim();
  return queryOptions({
    queryKey: ["search", wanted],
    queryFn: async ({ signal }) => {
      const query = { q: wanted, limit: hitsAtOnce };
      return (await crmRequest<SearchAnswer>("GET", "/search", { query, signal })).data;
    },
    enabled: wanted.length >= fewestLetters,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
