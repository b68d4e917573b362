import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { z } from "zod"

import type { AssignRequest } from "../../contracts/assignments"
import type { ProviderOut } from "../../contracts/providers"
import { sdk } from "./sdk"

const PAGE = 100

/** Every provider by name. */
export const fetchAllProviders = async (): Promise<ProviderOut[]> => {
  const providers: ProviderOut[] = []
  for (let count = 1; providers.length < count;) {
    const query = { limit: PAGE, offset: providers.length, order: "name" }
    const page = await sdk.client.fetch<{ providers: ProviderOut[]; count: number }>("/admin/providers", { query })
    providers.push(...page.providers)
    if (page.providers.length === 0) break
    count = page.count
  }
  return providers
}

/** Providers who can be given work now. */
export const useActiveProviders = (): readonly ProviderOut[] => {
  const { data } = useQuery({
    queryKey: ["providers", "active"],
    queryFn: async () => (await fetchAllProviders()).filter(({ status }) => status === "active"),
    staleTime: 60_000,
  })
  return data ?? []
}

/** Assigns or unassigns a service request; its page and lists are read again. */
export const useAssignRequest = (id: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof AssignRequest>) =>
      sdk.client.fetch(`/admin/service-requests/${id}/assignment`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["service-requests"] }),
  })
}
