import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { type CatalogueProduct, readCatalogueProducts } from "../data/core/catalogue-products"
import { readProductStamps } from "../data/core/catalogue-stamps"
import { currentTemplateVersions } from "../data/service-templates"
import type { TemplateContent } from "../domain/template-content"

/** A published product and what its current template says, whatever it costs where. */
export type SoldProduct = { readonly product: CatalogueProduct; readonly content: TemplateContent }

/**
 * Products that have a template in use, each with the stamp of the rows it was read from; without what is sold of it
 * where it is not published.
 */
export type SoldProducts = ReadonlyMap<string, { readonly stamp: string; readonly sold: SoldProduct | undefined }>

// A large shop is read in parts, between which the process answers others.
const AT_ONCE = 200

/** Runs `job` for so many items at a time as one read may have, one after the other. */
export const inParts = async <T, R>(
  items: readonly T[],
  job: (part: readonly T[]) => Promise<readonly R[]>
): Promise<R[]> => {
  const results: R[] = []
  for (let at = 0; at < items.length; at += AT_ONCE) results.push(...(await job(items.slice(at, at + AT_ONCE))))
  return results
}

const readProducts = async (container: MedusaContainer, ids: readonly string[]): Promise<SoldProduct[]> => {
  const versions = await currentTemplateVersions(knexOf(container), ids)
  const contentOf = new Map(versions.map(({ product_id, content }) => [product_id, content]))
  const products = await readCatalogueProducts(knexOf(container), ids)
  return products.flatMap((product) => {
    const content = contentOf.get(product.id)
    return content ? [{ product, content }] : []
  })
}

/** Reads the products that changed since `known` was read; takes the others from it. */
export const loadSoldProducts = async (
  container: MedusaContainer,
  known: SoldProducts = new Map()
): Promise<SoldProducts> => {
  const stamps = await readProductStamps(knexOf(container))
  const changed = new Set([...stamps].filter(([id, stamp]) => known.get(id)?.stamp !== stamp).map(([id]) => id))
  const read = await inParts([...changed], (ids) => readProducts(container, ids))
  const soldOf = new Map(read.map((sold) => [sold.product.id, sold]))
  return new Map(
    [...stamps].map(([id, stamp]) => [id, { stamp, sold: changed.has(id) ? soldOf.get(id) : known.get(id)?.sold }])
  )
}

/** Where a product without a category is listed. */
export const OTHER_CATEGORY = "other"

/** Handles of the product's categories, the first being the one shown. */
export const categoriesOf = ({ categories }: CatalogueProduct): [string, ...string[]] => {
  const [first, ...rest] = categories.map(({ handle }) => handle)
  return first === undefined ? [OTHER_CATEGORY] : [first, ...rest]
}

/** URLs of the product's pictures, the first being the one shown in lists. */
export const imagesOf = ({ images, thumbnail }: CatalogueProduct): string[] =>
  images.length ? images : thumbnail ? [thumbnail] : []
