import type { MetadataRoute } from "next"
import { storefrontUrl } from "@/lib/env"
import { listServices } from "@/lib/medusa"

export const dynamic = "force-dynamic"

const sitemap = async (): Promise<MetadataRoute.Sitemap> => {
  const { services } = await listServices({ limit: 100 })
  const pages = ["/", "/track", ...services.map((service) => `/services/${service.handle}`)]
  return pages.map((path) => ({ url: `${storefrontUrl()}${path}` }))
}

export default sitemap
