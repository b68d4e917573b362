import { commonErrors } from "@atrium/kernel"
import { knexOf, notifyStorefront } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { ShopSettingsView, UpdateShopSettings } from "../contracts"
import { clearShopMemory } from "../data/shop-memory"
import { findShopSettings, writeShopSettings } from "../data/shop-settings"
import { toShopSettingsView } from "../domain/present-shop"

/** Called after every change, so that pages show it at once. */
export const publishShopChange = (container: MedusaContainer): void => {
  clearShopMemory()
  notifyStorefront(container.resolve(ContainerRegistrationKeys.LOGGER), "shop")
}

export const readShopSettings = async (container: MedusaContainer): Promise<ShopSettingsView> =>
  toShopSettingsView(await findShopSettings(knexOf(container)))

/** @throws stale_version when someone else has saved since they were loaded */
export const saveShopSettings = async (
  container: MedusaContainer,
  { version, ...settings }: UpdateShopSettings
): Promise<ShopSettingsView> => {
  const row = await writeShopSettings(knexOf(container), settings, version)
  if (!row) throw commonErrors.fail("stale_version")
  publishShopChange(container)
  return toShopSettingsView(row)
}
