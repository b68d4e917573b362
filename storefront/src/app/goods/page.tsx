import type { Metadata } from "next"
import { GoodGrid } from "@/features/goods/components/good-list"
import { GoodsFilter } from "@/features/goods/components/goods-filter"
import { GOODS_SORTS, goodsHref, readGoodsSearch } from "@/features/goods/search"
import { PAGE_SIZE } from "@/features/catalogue/search"
import { shopCard, socialImage } from "@/features/social-image/card"
import { getShop, listGoods } from "@/lib/medusa"
import { ButtonLink, Container, EmptyState, PageHeading } from "@/lib/ui"

export const generateMetadata = async ({ searchParams }: PageProps<"/goods">): Promise<Metadata> => {
  const { q } = readGoodsSearch(await searchParams)
  const shop = await getShop()
  const description = "Products that go with our services, sent by post."
  return {
    title: q ? `Products for “${q}”` : "Products",
    description,
    alternates: { canonical: "/goods" },
    openGraph: {
      siteName: shop.name,
      type: "website",
      title: "Products",
      description,
      url: "/goods",
      images: socialImage("", shopCard(shop)),
    },
  }
}

const GoodsPage = async ({ searchParams }: PageProps<"/goods">) => {
  const search = readGoodsSearch(await searchParams)
  const offset = (search.page - 1) * PAGE_SIZE
  const { goods, categories, count } = await listGoods({
    q: search.q || undefined,
    category: search.category || undefined,
    order: GOODS_SORTS.find(({ value }) => value === search.sort)?.order,
    limit: PAGE_SIZE,
    offset,
  })
  const isSearching = search.q !== "" || search.category !== ""
  return (
    <Container className="grid gap-10 pt-10">
      <PageHeading title="Products" />
      <GoodsFilter search={search} categories={categories} />
      <h2 className="sr-only">Results</h2>
      {goods.length === 0 ? (
        <EmptyState
          title={search.q ? `No products match “${search.q}”` : isSearching ? "No products here" : "No products yet"}
          action={
            isSearching ? (
              <ButtonLink href={goodsHref({})} variant="secondary">
                Show all products
              </ButtonLink>
            ) : (
              <ButtonLink href="/#services" variant="secondary">
                See our services
              </ButtonLink>
            )
          }
        >
          {isSearching ? "Try another word, or another category." : "Products will appear here with price and stock."}
        </EmptyState>
      ) : (
        <>
          <p role="status" className="figures text-sm text-ink-soft">
            {count === 1 ? "1 product" : `${count.toLocaleString("en")} products`}
          </p>
          <GoodGrid goods={goods} />
        </>
      )}
      <nav aria-label="Pages" className="flex gap-3 empty:hidden">
        {search.page > 1 ? (
          <ButtonLink href={goodsHref({ ...search, page: search.page - 1 })} variant="secondary">
            Previous products
          </ButtonLink>
        ) : null}
        {offset + goods.length < count ? (
          <ButtonLink href={goodsHref({ ...search, page: search.page + 1 })} variant="secondary">
            More products
          </ButtonLink>
        ) : null}
      </nav>
    </Container>
  )
}

export default GoodsPage
