import { useQueries } from "@tanstack/react-query"

import { requestFilters } from "../../contracts/request-filters"

/** The filters that other plugins added, with their choices as far as they were read. */
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
