import { Suspense } from "react"
import { Hero } from "@/features/catalogue/components/hero"
import { SearchForm } from "@/features/catalogue/components/search-form"
import { ServiceList, ServiceListSkeleton } from "@/features/catalogue/components/service-list"
import { readSearch } from "@/features/catalogue/search"
import { listCategories } from "@/lib/medusa"
import { Container } from "@/lib/ui"

const HomePage = async ({ searchParams }: PageProps<"/">) => {
  const search = readSearch(await searchParams)
  const categories = await listCategories()
  return (
    <Container>
      <Hero />
      <section id="services" aria-labelledby="services-heading" className="grid gap-8">
        <h2 id="services-heading" className="text-2xl">
          What we can do for you
        </h2>
        <SearchForm search={search} categories={categories} />
        <Suspense key={JSON.stringify(search)} fallback={<ServiceListSkeleton />}>
          <ServiceList search={search} categories={categories} />
        </Suspense>
      </section>
    </Container>
  )
}

export default HomePage
