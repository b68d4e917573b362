import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { type CreateShopPage, shopSettingsErrors, type ShopPageView, type UpdateShopPage } from "../contracts"
import * as pages from "../data/shop-pages"
import { toShopPageView } from "../domain/present-shop"
import { publishShopChange } from "./save-shop-settings"

export const listAllShopPages = async (container: MedusaContainer): Promise<ShopPageView[]> =>
  (await pages.listShopPages(knexOf(container))).map(toShopPageView)

/** @throws not_found */
export const readShopPage = async (container: MedusaContainer, id: string): Promise<ShopPageView> => {
  const row = await pages.findShopPage(knexOf(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return toShopPageView(row)
}

const requireFreeSlug = async (knex: Knex, slug: string, exceptId: string | null): Promise<void> => {
  if (await pages.isSlugTaken(knex, slug, exceptId))
    throw shopSettingsErrors.fail("slug_taken", { details: { slug: "Another page has this address" } })
}

/** @throws slug_taken, and too_many_pages when there are as many pages as there may be */
export const createShopPage = async (container: MedusaContainer, page: CreateShopPage): Promise<ShopPageView> => {
  const knex = knexOf(container)
  const row = await pages.insertShopPage(knex, page)
  if (!row) {
    await requireFreeSlug(knex, page.slug, null)
    throw shopSettingsErrors.fail("too_many_pages")
  }
  publishShopChange(container)
  return toShopPageView(row)
}

/** @throws not_found, slug_taken, and stale_version when someone else has saved since the page was loaded */
export const saveShopPage = async (
  container: MedusaContainer,
  id: string,
  { version, ...page }: UpdateShopPage
): Promise<ShopPageView> => {
  const row = await knexOf(container).transaction(async (trx) => {
    await requireFreeSlug(trx, page.slug, id)
    return pages.updateShopPage(trx, id, page, version)
  })
  if (!row) {
    await readShopPage(container, id)
    throw commonErrors.fail("stale_version")
  }
  publishShopChange(container)
  return toShopPageView(row)
}

/** @throws not_found */
export const removeShopPage = async (container: MedusaContainer, id: string): Promise<void> => {
  if (!(await pages.deleteShopPage(knexOf(container), id))) throw commonErrors.fail("not_found")
  publishShopChange(container)
}
