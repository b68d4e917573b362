import { callRoute } from "@atrium/admin-kit"
import { routes } from "@atrium/service-provisioning/contracts"
import { useQuery } from "@tanstack/react-query"

export type ServiceOption = { readonly id: string; readonly title: string }

/** All services, sorted by title. A provider can be limited to some of them. */
export const useServices = () =>
  useQuery({
    queryKey: ["service-templates", "of-providers"],
    queryFn: async (): Promise<ServiceOption[]> => {
      const { service_templates: templates } = await callRoute(routes, "GET /admin/service-templates", {
        query: { limit: 100 },
      })
      return templates
        .flatMap(({ product }) => (product ? [{ id: product.id, title: product.title }] : []))
        .sort((one, other) => one.title.localeCompare(other.title))
    },
    staleTime: 60_000,
  })
