import { callRoute, useChange } from "@atrium/admin-kit"
import { useQuery } from "@tanstack/react-query"
import type { z } from "zod"

import type { AssignRequest } from "../../contracts/assignments"
import type { ProviderOut } from "../../contracts/providers"
import { routes } from "./routes"

const PAGE = 100

/** All providers, sorted by name. */
export const fetchAllProviders = async (): Promise<ProviderOut[]> => {
  const providers: ProviderOut[] = []
  for (let count = 1; providers.length < count;) {
    const query = { limit: PAGE, offset: providers.length, order: "name" as const }
    const page = await callRoute(routes, "GET /admin/providers", { query })
    providers.push(...page.providers)
    if (page.providers.length === 0) break
    count = page.count
  }
  return providers
}

/** Providers who can be assigned work. */
export const useActiveProviders = (): readonly ProviderOut[] => {
  const { data } = useQuery({
    queryKey: ["providers", "active"],
    queryFn: async () => (await fetchAllProviders()).filter(({ status }) => status === "active"),
    staleTime: 60_000,
  })
  return data ?? []
}

/** Assigns or unassigns a service request. For a form, which shows failures itself. */
export const useAssignRequest = (id: string) =>
  useChange({
    send: (body: z.input<typeof AssignRequest>) =>
      callRoute(routes, "POST /admin/service-requests/:id/assignment", { params: { id }, body }),
    refresh: ["service-requests", "providers", "assignment-decisions"],
  })
