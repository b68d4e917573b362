import { callMedusa, callRoute, useChange, useRoute } from "@atrium/admin-kit"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { z } from "zod"

import type { ServiceTemplateOut } from "../../contracts/templates"
import type { TemplateContent } from "../../domain/template-content"
import { routes } from "./routes"

const CHANGED = ["service-templates"]

/** The service template of a product, if it has one. */
export const useTemplateOf = (productId: string) =>
  useRoute(routes, "GET /admin/service-templates", { query: { product_id: productId, limit: 1 } })

/** Task types that a template can use. */
export const useTaskKinds = () => useRoute(routes, "GET /admin/service-task-kinds", {}).data?.task_kinds ?? []

/** Services as filter options, sorted by title. */
export const useServiceOptions = (): { value: string; label: string }[] => {
  const { data } = useRoute(routes, "GET /admin/service-templates", { query: { limit: 100 } })
  return useMemo(
    () =>
      (data?.service_templates ?? [])
        .flatMap(({ product }) => (product ? [{ value: product.id, label: product.title }] : []))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [data]
  )
}

export const useTemplateVersions = (id: string) =>
  useRoute(routes, "GET /admin/service-templates/:id/versions", { params: { id }, query: { limit: 20 } })

const Price = z.object({ amount: z.coerce.number(), currency_code: z.string() })
const Variants = z.object({
  variants: z.array(z.object({ id: z.string(), title: z.string().nullable(), prices: z.array(Price).nullish() })),
})
type Variant = z.infer<typeof Variants>["variants"][number]

/** Cheapest first, in a currency that both have a price in; otherwise as they were. */
const byPrice = (one: Variant, other: Variant): number => {
  for (const { amount, currency_code: currency } of one.prices ?? []) {
    const price = other.prices?.find((candidate) => candidate.currency_code === currency)
    if (price) return amount - price.amount
  }
  return 0
}

/** A product's variants in the order of their prices. The widget's data doesn't include them. */
export const useVariants = (productId: string) =>
  useQuery({
    queryKey: [...CHANGED, "variants", productId],
    queryFn: async () => {
      const { variants } = await callMedusa({
        method: "GET",
        path: `/admin/products/${encodeURIComponent(productId)}/variants`,
        query: { fields: "id,title,prices.amount,prices.currency_code", order: "variant_rank", limit: 100 },
        response: Variants,
      })
      return [...variants].sort(byPrice).map(({ id, title }) => ({ id, title: title ?? "" }))
    },
  })

type Save = { content: TemplateContent; publish: boolean }

/** Creates a product's template or adds a version to it. For a form, which shows failures itself. */
export const useSaveTemplate = (productId: string, template: ServiceTemplateOut | undefined) =>
  useChange({
    send: ({ content, publish }: Save) =>
      template
        ? callRoute(routes, "POST /admin/service-templates/:id", {
            params: { id: template.id },
            body: { content, publish, updated_at: template.updated_at },
          })
        : callRoute(routes, "POST /admin/service-templates", { body: { product_id: productId, content, publish } }),
    refresh: CHANGED,
  })

/** Publishes an earlier version or a draft. */
export const usePublishVersion = (template: ServiceTemplateOut) =>
  useChange({
    send: (number: number) =>
      callRoute(routes, "POST /admin/service-templates/:id/publish", {
        params: { id: template.id },
        body: { number, updated_at: template.updated_at },
      }),
    refresh: CHANGED,
    done: (_answer, number) => `Version ${number} published`,
    failed: "The version was not published",
  })
