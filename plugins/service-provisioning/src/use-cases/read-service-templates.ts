import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import type { ListServiceTemplates, ServiceTemplateOut, TemplateVersionOut } from "../contracts/templates"
import { findProductsByTitle } from "../data/core/product-titles"
import type { VersionRow } from "../data/service-templates"
import { readTemplates, readVersions, type TemplateRead } from "../data/service-template-lists"

const Product = z.object({ id: z.string(), title: z.string(), handle: z.string(), status: z.string() })
type Product = z.infer<typeof Product>

// A search that matches more products than this is not useful in a list either.
const MAX_MATCHES = 500

const findProducts = async (container: MedusaContainer, filters: Record<string, unknown>): Promise<Product[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields: ["id", "title", "handle", "status"],
    filters,
    pagination: { skip: 0, take: MAX_MATCHES },
  })
  return z.array(Product).parse(data)
}

const presentVersion = (version: VersionRow, currentId: string | null): TemplateVersionOut => ({
  id: version.id,
  number: version.number,
  content: version.content,
  created_by: version.created_by,
  created_at: new Date(version.created_at).toISOString(),
  current: version.id === currentId,
})

const presentTemplate = (row: TemplateRead, product: Product | undefined): ServiceTemplateOut => {
  const versions = row.versions
    .map((version) => presentVersion(version, row.current_version_id))
    .sort((one, other) => other.number - one.number)
  const [latest] = versions
  if (!latest) throw new Error(`Template ${row.id} has no version`)
  return {
    id: row.id,
    product_id: row.product_id,
    product: product ? { id: product.id, title: product.title, handle: product.handle, status: product.status } : null,
    current_version: versions.find((version) => version.current) ?? null,
    latest_version: latest,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

const withProducts = async (
  container: MedusaContainer,
  rows: readonly TemplateRead[]
): Promise<ServiceTemplateOut[]> => {
  const products = rows.length ? await findProducts(container, { id: rows.map((row) => row.product_id) }) : []
  return rows.map((row) =>
    presentTemplate(
      row,
      products.find(({ id }) => id === row.product_id)
    )
  )
}

/** A page of templates, those whose product matches `q` or is `product_id`. */
export const listServiceTemplates = async (
  container: MedusaContainer,
  { q, product_id, order, limit, offset }: ListServiceTemplates
): Promise<{ service_templates: ServiceTemplateOut[]; count: number; offset: number; limit: number }> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const matched = q ? await findProductsByTitle(knex, q) : undefined
  const productIds = product_id ? [product_id].filter((id) => !matched || matched.includes(id)) : matched
  const { rows, count } = await readTemplates(knex, { order, limit, offset, ...(productIds ? { productIds } : {}) })
  return { service_templates: await withProducts(container, rows), count, offset, limit }
}

/** One template, by its id or its product's. Throws `not_found`. */
export const retrieveServiceTemplate = async (
  container: MedusaContainer,
  by: { readonly id: string } | { readonly productId: string }
): Promise<ServiceTemplateOut> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await readTemplates(knex, {
    ...("id" in by ? { ids: [by.id] } : { productIds: [by.productId] }),
    order: "-updated_at",
    limit: 1,
    offset: 0,
  })
  const [template] = await withProducts(container, rows)
  if (!template) throw commonErrors.fail("not_found")
  return template
}

/** Versions of one template, newest first. Throws `not_found`. */
export const listTemplateVersions = async (
  container: MedusaContainer,
  id: string,
  page: { order: string; limit: number; offset: number }
): Promise<{ versions: TemplateVersionOut[]; count: number; offset: number; limit: number }> => {
  const found = await readVersions(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), id, page)
  if (!found) throw commonErrors.fail("not_found")
  return {
    versions: found.rows.map((version) => presentVersion(version, found.currentId)),
    count: found.count,
    limit: page.limit,
    offset: page.offset,
  }
}
