import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { createShopPage, listAllShopPages } from "../../../use-cases/manage-shop-pages"

export const GET = handle(routes, "GET /admin/shop-pages", async ({ scope }) => {
  const pages = await listAllShopPages(scope)
  return { shop_pages: pages, count: pages.length }
})

export const POST = handle(routes, "POST /admin/shop-pages", async ({ scope, body, res }) => {
  const page = await createShopPage(scope, body)
  res.status(201)
  return { shop_page: page }
})
