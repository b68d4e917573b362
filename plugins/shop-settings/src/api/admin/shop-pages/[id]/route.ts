import { handle } from "@atrium/server"

import { routes } from "../../../../contracts"
import { readShopPage, removeShopPage, saveShopPage } from "../../../../use-cases/manage-shop-pages"

export const GET = handle(routes, "GET /admin/shop-pages/:id", async ({ scope, params }) => ({
  shop_page: await readShopPage(scope, params.id),
}))

export const POST = handle(routes, "POST /admin/shop-pages/:id", async ({ scope, params, body }) => ({
  shop_page: await saveShopPage(scope, params.id, body),
}))

export const DELETE = handle(routes, "DELETE /admin/shop-pages/:id", async ({ scope, params }) => {
  await removeShopPage(scope, params.id)
  return { id: params.id, object: "shop_page" as const, deleted: true as const }
})
