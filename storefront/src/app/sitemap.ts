import type { MetadataRoute } from "next"
import { storefrontUrl } from "@/lib/env"
import { getShop, listGoods, listServices } from "@/lib/medusa"

export const dynamic = "force-dynamic"

const sitemap = async (): Promise<MetadataRoute.Sitemap> => {
  const [{ services }, { goods }, shop] = await Promise.all([
    listServices({ limit: 100 }),
    listGoods({ limit: 100 }),
    getShop(),
  ])
  const pages = [
    "/",
    "/track",
    ...services.map((service) => `/services/${service.handle}`),
    ...(goods.length > 0 ? ["/goods"] : []),
    ...goods.map((good) => `/goods/${good.handle}`),
    ...shop.pages.map(({ slug }) => `/pages/${slug}`),
  ]
  return pages.map((path) => ({ url: `${storefrontUrl()}${path}` }))
}

export default sitemap
