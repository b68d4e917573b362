import { commonErrors, defineRouteTable, idText } from "@atrium/kernel"
import { z } from "zod"

import { shopSettingsErrors } from "./errors"
import { CreateShopPage, pageBody, pageSlug, ShopPageOut, ShopPageView, UpdateShopPage } from "./shop-pages"
import { ShopOut, ShopSettingsView, UpdateShopSettings } from "./shop-settings"

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const visitor = { actor: "anyone", owner: null, rateLimit: "browse" } as const
const settings = { 200: z.object({ shop_settings: ShopSettingsView }) }
const page = z.object({ shop_page: ShopPageView })
const id = z.strictObject({ id: idText })

/** Every route of this plugin. */
export const routes = defineRouteTable(
  "shop-settings",
  {
    "GET /store/shop": {
      ...visitor,
      summary: "The shop's name, logo, color, texts, contact details and published pages; cacheable, with ETag",
      response: { 200: z.object({ shop: ShopOut }) },
      errors: [],
    },
    "GET /store/pages/:slug": {
      ...visitor,
      summary: "A published page as HTML; cacheable, with ETag",
      params: z.strictObject({ slug: pageSlug }),
      response: { 200: z.object({ page: ShopPageOut }) },
      errors: commonErrors.codes("not_found"),
    },
    "GET /admin/shop-settings": {
      ...staff,
      summary: "The brand and contact details of the storefront",
      response: settings,
      errors: [],
    },
    "POST /admin/shop-settings": {
      ...staff,
      summary: "Change the brand and contact details of the storefront",
      body: UpdateShopSettings,
      response: settings,
      errors: commonErrors.codes("stale_version"),
    },
    "GET /admin/shop-pages": {
      ...staff,
      summary: "All pages, published or not, in the order of their links",
      response: { 200: z.object({ shop_pages: z.array(ShopPageView), count: z.int() }) },
      errors: [],
    },
    "POST /admin/shop-pages": {
      ...staff,
      summary: "Create a page",
      body: CreateShopPage,
      response: { 201: page },
      errors: shopSettingsErrors.codes("slug_taken", "too_many_pages"),
    },
    "GET /admin/shop-pages/:id": {
      ...staff,
      summary: "A page with its Markdown",
      params: id,
      response: { 200: page },
      errors: commonErrors.codes("not_found"),
    },
    "POST /admin/shop-pages/:id": {
      ...staff,
      summary: "Change a page, publish it or take it down",
      params: id,
      body: UpdateShopPage,
      response: { 200: page },
      errors: [...shopSettingsErrors.codes("slug_taken"), ...commonErrors.codes("not_found", "stale_version")],
    },
    "DELETE /admin/shop-pages/:id": {
      ...staff,
      summary: "Delete a page",
      params: id,
      response: { 200: z.object({ id: z.string(), object: z.literal("shop_page"), deleted: z.literal(true) }) },
      errors: commonErrors.codes("not_found"),
    },
    "POST /admin/shop-page-previews": {
      ...staff,
      summary: "Show Markdown as the storefront would; stores nothing",
      body: z.strictObject({ body: pageBody }),
      response: { 200: z.object({ html: z.string() }) },
      errors: [],
      permission: "shop-pages:write",
    },
  },
  {
    support: ["shop-settings:read", "shop-pages:read"],
    content: ["shop-settings:read", "shop-settings:write", "shop-pages:read", "shop-pages:write"],
  }
)
