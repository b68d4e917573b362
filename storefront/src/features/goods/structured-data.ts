import type { GoodView } from "@/lib/medusa"

/** Returns the good's schema.org JSON-LD for search engines, escaped for use inside a script element. */
export const goodStructuredData = (good: GoodView, url: string): string =>
  JSON.stringify({
    "@context": "https://schema.org",
    "@type": "Product",
    name: good.title,
    description: good.subtitle || good.description,
    url,
    ...(good.images.length > 0 ? { image: good.images } : {}),
    offers: good.variants.map((variant) => ({
      "@type": "Offer",
      name: variant.title,
      url,
      price: variant.price.amount,
      priceCurrency: variant.price.currency_code.toUpperCase(),
      availability: `https://schema.org/${variant.in_stock ? "InStock" : "OutOfStock"}`,
    })),
  }).replaceAll("<", "\\u003c")
