import { useQueries } from "@tanstack/react-query"

import { requestFilters } from "../../contracts/request-filters"

/** Filters added by other plugins, as soon as their options have loaded. */
export const useRequestFilters = () =>
  useQueries({
    queries: requestFilters.all().map(({ id, label, options }) => ({
      queryKey: ["service-requests", "filter", id],
      queryFn: options,
      select: (found: Awaited<ReturnType<typeof options>>) => ({ id, label, options: [...found] }),
      staleTime: 60_000,
    })),
    combine: (answers) => answers.flatMap(({ data }) => (data ? [data] : [])),
  })
