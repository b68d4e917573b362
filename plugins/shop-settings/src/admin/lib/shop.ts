import { callMedusa, callRoute, useChange, useRoute } from "@atrium/admin-kit"
import { z } from "zod"

import { routes } from "../../contracts/routes"
import type { CreateShopPage, UpdateShopPage } from "../../contracts/shop-pages"
import type { UpdateShopSettings } from "../../contracts/shop-settings"

const PAGES = ["shop-pages"]

export const useShopSettings = () => useRoute(routes, "GET /admin/shop-settings", {})

export const useSaveShopSettings = () =>
  useChange({
    send: (body: UpdateShopSettings) => callRoute(routes, "POST /admin/shop-settings", { body }),
    refresh: ["shop-settings"],
  })

const Uploaded = z.object({ files: z.tuple([z.object({ url: z.string() })]) })

/** Uploads an image to Medusa's public files, as for pictures of products. Returns its address. */
export const useUploadImage = () =>
  useChange({
    send: async (file: File) => {
      const body = new FormData()
      body.append("files", file)
      const { files } = await callMedusa({ method: "POST", path: "/admin/uploads", body, response: Uploaded })
      const [{ url }] = files
      return url
    },
    refresh: [],
    failed: "The logo was not uploaded",
  })

export const useShopPages = () => useRoute(routes, "GET /admin/shop-pages", {})

export const useShopPage = (id: string) => useRoute(routes, "GET /admin/shop-pages/:id", { params: { id } })

export const useCreateShopPage = () =>
  useChange({
    send: (body: CreateShopPage) => callRoute(routes, "POST /admin/shop-pages", { body }),
    refresh: PAGES,
  })

export const useSaveShopPage = (id: string) =>
  useChange({
    send: (body: UpdateShopPage) => callRoute(routes, "POST /admin/shop-pages/:id", { params: { id }, body }),
    refresh: PAGES,
  })

export const useDeleteShopPage = (id: string) =>
  useChange({
    send: () => callRoute(routes, "DELETE /admin/shop-pages/:id", { params: { id } }),
    refresh: PAGES,
    done: "Page deleted",
    failed: "The page was not deleted",
  })

/** Markdown as the storefront would show it. Stores nothing. */
export const useMarkdownPreview = () =>
  useChange({
    send: (body: string) => callRoute(routes, "POST /admin/shop-page-previews", { body: { body } }),
    refresh: [],
  })
