import type { MetadataRoute } from "next"
import { storefrontUrl } from "@/lib/env"
import { getShop, listServices } from "@/lib/medusa"

export const dynamic = "force-dynamic"

const sitemap = async (): Promise<MetadataRoute.Sitemap> => {
  const [{ services }, shop] = await Promise.all([listServices({ limit: 100 }), getShop()])
  const pages = [
    "/",
    "/track",
    ...services.map((service) => `/services/${service.handle}`),
    ...shop.pages.map(({ slug }) => `/pages/${slug}`),
  ]
  return pages.map((path) => ({ url: `${storefrontUrl()}${path}` }))
}

export default sitemap
