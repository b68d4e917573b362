import { useQuery } from "@tanstack/react-query"

import { sdk } from "./sdk"

type Template = { product: { id: string; title: string } | null }
type Page = { service_templates: Template[]; count: number }

export type ServiceOption = { readonly id: string; readonly title: string }

/** Services of the shop by title; a provider can be kept to some of them. */
export const useServices = () =>
  useQuery({
    queryKey: ["providers", "services"],
    queryFn: async (): Promise<ServiceOption[]> => {
      const { service_templates: templates } = await sdk.client.fetch<Page>("/admin/service-templates", {
        query: { limit: 100 },
      })
      return templates
        .flatMap(({ product }) => (product ? [{ id: product.id, title: product.title }] : []))
        .sort((one, other) => one.title.localeCompare(other.title))
    },
    staleTime: 60_000,
  })
