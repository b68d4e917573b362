import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useMemo } from "react"

import type { ServiceTemplateOut, TemplateVersionOut } from "../../contracts/templates"
import type { TaskKindOut } from "../../contracts/tasks"
import type { TemplateContent } from "../../domain/template-content"
import { sdk } from "./sdk"

const KEY = "service-templates"
type List = { service_templates: ServiceTemplateOut[]; count: number }

/** The service template of a product; null when it has none. */
export const useTemplateOf = (productId: string) =>
  useQuery({
    queryKey: [KEY, "product", productId],
    queryFn: async () => {
      const query = { product_id: productId, limit: 1 }
      const { service_templates: found } = await sdk.client.fetch<List>("/admin/service-templates", { query })
      return found[0] ?? null
    },
  })

/** Kinds of task that a template may choose. */
export const useTaskKinds = (): TaskKindOut[] => {
  const { data } = useQuery({
    queryKey: [KEY, "task-kinds"],
    queryFn: () => sdk.client.fetch<{ task_kinds: TaskKindOut[] }>("/admin/service-task-kinds"),
    staleTime: 60_000,
  })
  return data?.task_kinds ?? []
}

/** Services as options of a filter, by title. */
export const useServiceOptions = (): { value: string; label: string }[] => {
  const { data } = useQuery({
    queryKey: [KEY, "options"],
    queryFn: () => sdk.client.fetch<List>("/admin/service-templates", { query: { limit: 100 } }),
    staleTime: 60_000,
  })
  return useMemo(
    () =>
      (data?.service_templates ?? [])
        .flatMap(({ product }) => (product ? [{ value: product.id, label: product.title }] : []))
        .sort((a, b) => a.label.localeCompare(b.label)),
    [data]
  )
}

export const useTemplateVersions = (templateId: string | undefined) =>
  useQuery({
    queryKey: [KEY, "versions", templateId],
    enabled: Boolean(templateId),
    queryFn: () =>
      sdk.client.fetch<{ versions: TemplateVersionOut[] }>(`/admin/service-templates/${templateId}/versions`, {
        query: { limit: 20 },
      }),
  })

/** A product's variants, in the order the product page has them; the page's own data leaves them out. */
export const useVariants = (productId: string) =>
  useQuery({
    queryKey: [KEY, "variants", productId],
    queryFn: async () => {
      const { variants } = await sdk.admin.product.listVariants(productId, { fields: "id,title", limit: 100 })
      return variants.map(({ id, title }) => ({ id, title: title ?? "" }))
    },
  })

type Save = { productId: string; template: ServiceTemplateOut | null; content: TemplateContent; publish: boolean }

/** Creates the template of a product, or adds its next version. */
export const useSaveTemplate = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ productId, template, content, publish }: Save) =>
      template
        ? sdk.client.fetch(`/admin/service-templates/${template.id}`, {
            method: "POST",
            body: { content, publish, updated_at: template.updated_at },
          })
        : sdk.client.fetch("/admin/service-templates", {
            method: "POST",
            body: { product_id: productId, content, publish },
          }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}

/** Sells an earlier or a draft version from now on. */
export const usePublishVersion = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ template, number }: { template: ServiceTemplateOut; number: number }) =>
      sdk.client.fetch(`/admin/service-templates/${template.id}/publish`, {
        method: "POST",
        body: { number, updated_at: template.updated_at },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: [KEY] }),
  })
}
