import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { findShopPage, getShop } from "@/lib/medusa"
import { Contact } from "@/features/shell/components/site-footer"
import { shopCard, socialImage } from "@/features/social-image/card"
import { Container, PageHeading } from "@/lib/ui"

/** The page that also lists the shop's contact details and the seller's address. */
const CONTACT = "contact"

export const generateMetadata = async ({ params }: PageProps<"/pages/[slug]">): Promise<Metadata> => {
  const [page, shop] = await Promise.all([findShopPage((await params).slug), getShop()])
  if (!page) return { title: "Page not found" }
  const description = page.summary || undefined
  return {
    title: page.title,
    description,
    alternates: { canonical: `/pages/${page.slug}` },
    openGraph: {
      siteName: shop.name,
      type: "website",
      title: page.title,
      description,
      url: `/pages/${page.slug}`,
      images: socialImage("", shopCard(shop)),
    },
  }
}

/** A page that staff wrote in Admin: terms, privacy, questions and answers. */
const ShopPage = async ({ params }: PageProps<"/pages/[slug]">) => {
  const { slug } = await params
  const [page, shop] = await Promise.all([findShopPage(slug), getShop()])
  if (!page) notFound()
  return (
    <Container width="text" className="grid gap-8 pt-14 sm:pt-20">
      <PageHeading title={page.title} />
      {/* Made from Markdown by the backend, which lets no HTML of the author through. */}
      <div className="prose" dangerouslySetInnerHTML={{ __html: page.html }} />
      {slug === CONTACT ? (
        <div className="grid gap-4">
          <Contact email={shop.support_email} phone={shop.support_phone} />
          {shop.seller ? (
            <address className="whitespace-pre-line not-italic">
              {`${shop.seller.name}\n${shop.seller.address}`.trim()}
            </address>
          ) : null}
        </div>
      ) : null}
      <p className="text-sm text-ink-soft">
        Updated on <time dateTime={page.updated_at}>{page.updated_at.slice(0, 10)}</time>
      </p>
    </Container>
  )
}

export default ShopPage
