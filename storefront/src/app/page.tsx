import type { Metadata } from "next"
import { Hero, ResultsHeading } from "@/features/catalogue/components/hero"
import { SearchForm } from "@/features/catalogue/components/search-form"
import { ServiceList } from "@/features/catalogue/components/service-list"
import { isSearching, readSearch } from "@/features/catalogue/search"
import { FoundGoods } from "@/features/goods/components/good-list"
import { getShop, listCategories } from "@/lib/medusa"
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

const HomePage = async ({ searchParams }: PageProps<"/">) => {
  const search = readSearch(await searchParams)
  const [categories, shop] = await Promise.all([listCategories(), getShop()])
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
        <h2 id="services-heading" className="text-2xl">
          What we can do for you
        </h2>
        {isFirstView ? null : form}
        {/* Not in a Suspense boundary: streamed content stays hidden without JavaScript. */}
        <ServiceList search={search} categories={categories} />
      </section>
      {search.q ? <FoundGoods q={search.q} /> : null}
    </Container>
  )
}

export default HomePage
