import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { readShopSettings, saveShopSettings } from "../../../use-cases/save-shop-settings"

export const GET = handle(routes, "GET /admin/shop-settings", async ({ scope }) => ({
  shop_settings: await readShopSettings(scope),
}))

export const POST = handle(routes, "POST /admin/shop-settings", async ({ scope, body }) => ({
  shop_settings: await saveShopSettings(scope, body),
}))
