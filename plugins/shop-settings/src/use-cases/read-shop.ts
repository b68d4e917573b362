import { commonErrors } from "@atrium/kernel"
import { readSellerProfile } from "@atrium/documents/use-cases"
import { type CacheableAnswer, cacheableAnswer, graphRows, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import type { ShopOut } from "../contracts"
import { rememberedAnswer } from "../data/shop-memory"
import { findPublishedPage, listPublishedPages } from "../data/shop-pages"
import { findShopSettings } from "../data/shop-settings"
import { toShop } from "../domain/present-shop"
import { renderMarkdown, summaryOf } from "./render-markdown"

const Store = z.object({ name: z.string().nullish() })

/** The shop as its storefront and its emails present it. */
export const readShop = async (container: MedusaContainer): Promise<ShopOut> => {
  const knex = knexOf(container)
  const [settings, pages, stores, { name, address }] = await Promise.all([
    findShopSettings(knex),
    listPublishedPages(knex),
    graphRows(container, Store, { entity: "store", fields: ["name"] }),
    readSellerProfile(container),
  ])
  return toShop(settings, { storeName: stores[0]?.name ?? null, seller: { name, address }, pages })
}

/** The response of `GET /store/shop`. */
export const answerShop = async (container: MedusaContainer): Promise<CacheableAnswer> => {
  const answer = await rememberedAnswer("shop", async () => cacheableAnswer({ shop: await readShop(container) }))
  if (!answer) throw commonErrors.fail("not_found")
  return answer
}

/**
 * The response of `GET /store/pages/:slug`.
 * @throws not_found for a page that doesn't exist or is not published
 */
export const answerPage = async (container: MedusaContainer, slug: string): Promise<CacheableAnswer> => {
  const answer = await rememberedAnswer(`page:${slug}`, async () => {
    const row = await findPublishedPage(knexOf(container), slug)
    if (!row) return null
    const { title, version, body, updated_at } = row
    return cacheableAnswer({
      page: {
        slug,
        title,
        summary: summaryOf(body),
        html: renderMarkdown(body),
        version,
        updated_at: updated_at.toISOString(),
      },
    })
  })
  if (!answer) throw commonErrors.fail("not_found")
  return answer
}
