import type { MetadataRoute } from "next"
import { storefrontUrl } from "@/lib/env"

export const dynamic = "force-dynamic"

const robots = (): MetadataRoute.Robots => ({
  rules: {
    userAgent: "*",
    allow: "/",
    disallow: ["/account", "/affiliate/", "/api/", "/provider", "/purchase", "/r/", "/track/"],
  },
  sitemap: `${storefrontUrl()}/sitemap.xml`,
})

export default robots
