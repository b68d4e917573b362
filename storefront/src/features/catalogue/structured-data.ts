import type { ServiceDetailView } from "@/lib/medusa"

/** Returns the service's schema.org JSON-LD for search engines, escaped for use inside a script element. */
export const structuredData = (service: ServiceDetailView, url: string, shopName: string): string =>
  JSON.stringify({
    "@context": "https://schema.org",
    "@type": "Service",
    name: service.title,
    description: service.short_description,
    url,
    provider: { "@type": "Organization", name: shopName },
    offers: service.tiers.map((tier) => ({
      "@type": "Offer",
      name: tier.title,
      price: tier.price.amount,
      priceCurrency: tier.price.currency_code.toUpperCase(),
      availability: "https://schema.org/InStock",
    })),
  }).replaceAll("<", "\\u003c")
