import type { Metadata } from "next"
import Link from "next/link"
import { notFound } from "next/navigation"
import { ServicePicture } from "@/features/catalogue/components/service-picture"
import { ServiceDescription } from "@/features/catalogue/components/service-header"
import { stockText } from "@/features/goods/stock"
import { goodStructuredData } from "@/features/goods/structured-data"
import { goodCard, socialImage } from "@/features/social-image/card"
import { storefrontUrl } from "@/lib/env"
import { findGood, getShop } from "@/lib/medusa"
import { Button, Container } from "@/lib/ui"

export const generateMetadata = async ({ params }: PageProps<"/goods/[handle]">): Promise<Metadata> => {
  const [good, shop] = await Promise.all([findGood((await params).handle), getShop()])
  if (!good) return { title: "Product not found" }
  const description = good.subtitle || good.description
  return {
    title: good.title,
    description,
    alternates: { canonical: `/goods/${good.handle}` },
    openGraph: {
      siteName: shop.name,
      type: "website",
      title: good.title,
      description,
      url: `/goods/${good.handle}`,
      images: good.images[0] ?? socialImage(`/goods/${good.handle}`, goodCard(shop, good)),
    },
  }
}

const GoodPage = async ({ params }: PageProps<"/goods/[handle]">) => {
  const good = await findGood((await params).handle)
  if (!good) notFound()
  return (
    <Container className="pt-10">
      <script
        type="application/ld+json"
        dangerouslySetInnerHTML={{ __html: goodStructuredData(good, `${storefrontUrl()}/goods/${good.handle}`) }}
      />
      <nav aria-label="Breadcrumb" className="pb-8 text-sm text-ink-soft">
        <Link href="/goods" className="underline-offset-4 hover:underline">
          Products
        </Link>
      </nav>
      <div className="grid gap-x-16 gap-y-10 lg:grid-cols-2">
        <ServicePicture
          service={good}
          width={800}
          height={600}
          sizes="(min-width: 1024px) 530px, 100vw"
          isMain
          className="aspect-4/3 w-full"
        />
        <div className="grid content-start gap-8">
          <header className="grid gap-4">
            <h1 className="text-3xl sm:text-4xl">{good.title}</h1>
            {good.subtitle ? <p className="text-lg text-ink-soft">{good.subtitle}</p> : null}
          </header>
          <ul aria-label="Variants" className="divide-y divide-line border-y border-line">
            {good.variants.map((variant) => (
              <li key={variant.id} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 py-4">
                <span className="font-medium">{variant.title}</span>
                <span className="figures text-lg font-semibold">{variant.price.formatted}</span>
                <span className="figures text-sm text-ink-soft">{stockText(variant)}</span>
                {variant.in_stock ? (
                  <form action="/cart/items" method="post" data-event="cart_item_added" data-service-id={good.id}>
                    <input type="hidden" name="variant_id" value={variant.id} />
                    <Button type="submit" size="sm" aria-label={`Add to cart: ${good.title}, ${variant.title}`}>
                      Add to cart
                    </Button>
                  </form>
                ) : null}
              </li>
            ))}
          </ul>
          {good.description ? <ServiceDescription text={good.description} /> : null}
        </div>
      </div>
    </Container>
  )
}

export default GoodPage
