/** The cache of what the server said; a refusal is not asked again, a hiccup is. */
import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem";

const attempts = 3;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => asProblem(error).isTemporary && failures < attempts,
        refetchOnWindowFocus: true,
      },
    },
  });
}
