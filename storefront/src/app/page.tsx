import type { Metadata } from "next"
import { Hero, ResultsHeading } from "@/features/catalogue/components/hero"
import { SearchForm } from "@/features/catalogue/components/search-form"
import { ServiceList } from "@/features/catalogue/components/service-list"
import { isSearching, readSearch } from "@/features/catalogue/search"
import { FoundGoods } from "@/features/goods/components/good-list"
import { getShop, listCategories, listGoods } from "@/lib/medusa"
import { Container } from "@/lib/ui"

/** Names what was searched for, so that tabs and bookmarks can be told apart. */
export const generateMetadata = async ({ searchParams }: PageProps<"/">): Promise<Metadata> => {
  const { q, category: handle } = readSearch(await searchParams)
  if (!q && !handle) return {}
  const { name } = await getShop()
  const category = (await listCategories()).find((one) => one.handle === handle)?.name ?? "Services"
  // The layout's template does not apply to a page beside it.
  return { title: `${q ? `${category} for “${q}”` : category} · ${name}` }
}

const MAX_FOUND_GOODS = 3

const HomePage = async ({ searchParams }: PageProps<"/">) => {
  const search = readSearch(await searchParams)
  const [categories, shop, found] = await Promise.all([
    listCategories(),
    getShop(),
    search.q ? listGoods({ q: search.q, limit: MAX_FOUND_GOODS }) : { goods: [], count: 0 },
  ])
  const isFirstView = !isSearching(search) && search.page === 1
  const form = <SearchForm search={search} categories={categories} />
  return (
    <Container className="pt-2">
      {isFirstView ? (
        <Hero title={shop.hero_title} text={shop.hero_text}>
          {form}
        </Hero>
      ) : (
        <ResultsHeading />
      )}
      <section id="services" aria-labelledby="services-heading" className="grid gap-6 pt-4">
        {isFirstView ? null : form}
        {/* Not in a Suspense boundary: streamed content stays hidden without JavaScript. */}
        <ServiceList
          heading={
            <h2 id="services-heading" className="text-2xl">
              What we can do for you
            </h2>
          }
          search={search}
          categories={categories}
          hasOtherResults={found.count > 0}
        />
      </section>
      <FoundGoods q={search.q} {...found} />
    </Container>
  )
}

export default HomePage
