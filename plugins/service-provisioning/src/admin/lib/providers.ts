import { FetchError } from "@medusajs/js-sdk"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"

import { sdk } from "./sdk"

/** What this page needs of a provider; the plugin that knows providers tells more. */
export type ProviderOption = { readonly id: string; readonly name: string; readonly status: string }

const PAGE = 100

/** Every provider by name; none where no plugin knows providers. */
const fetchProviders = async (): Promise<ProviderOption[]> => {
  const providers: ProviderOption[] = []
  for (let count = 1; providers.length < count;) {
    const query = { limit: PAGE, offset: providers.length }
    const page = await sdk.client.fetch<{ providers: ProviderOption[]; count: number }>("/admin/providers", { query })
    providers.push(...page.providers)
    if (page.providers.length === 0) break
    count = page.count
  }
  return providers.sort((a, b) => a.name.localeCompare(b.name))
}

const NONE: readonly ProviderOption[] = []

export const useProviders = (): { providers: readonly ProviderOption[]; isLoading: boolean } => {
  const { data, isLoading } = useQuery({
    queryKey: ["service-requests", "providers"],
    queryFn: async () => {
      try {
        return await fetchProviders()
      } catch (error) {
        if (error instanceof FetchError && error.status === 404) return NONE
        throw error
      }
    },
    staleTime: 60_000,
  })
  return { providers: data ?? NONE, isLoading }
}

/** Providers as options of a filter, with the word for nobody first. */
export const useProviderOptions = (): { value: string; label: string }[] => {
  const { providers } = useProviders()
  return useMemo(
    () => [{ value: "none", label: "Nobody yet" }, ...providers.map(({ id, name }) => ({ value: id, label: name }))],
    [providers]
  )
}
