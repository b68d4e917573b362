import Link from "next/link"
import { Fragment, type ReactNode } from "react"
import type { CategoryView } from "@/lib/medusa"
import { listServices } from "@/lib/medusa"
import { ButtonLink, EmptyState } from "@/lib/ui"
import { isSearching, PAGE_SIZE, type Search, searchHref } from "../search"
import { Motif } from "./motif"
import { ServiceRow } from "./service-row"

const ORDER = { recommended: undefined, price: "price", title: "title" } as const

/** Lists the services that match a search, under a heading. When none does, other results follow where `hasOtherResults` says so. */
export const ServiceList = async ({
  heading,
  search,
  categories,
  hasOtherResults,
}: {
  heading: ReactNode
  search: Search
  categories: readonly CategoryView[]
  hasOtherResults: boolean
}) => {
  const { services, count } = await listServices({
    q: search.q || undefined,
    category: search.category || undefined,
    order: ORDER[search.sort],
    limit: PAGE_SIZE,
    offset: (search.page - 1) * PAGE_SIZE,
  })
  if (services.length === 0 && hasOtherResults)
    return (
      <>
        {heading}
        <p role="status" className="text-ink-soft">
          No service matches “{search.q}”, but these products do.
        </p>
      </>
    )
  if (services.length === 0)
    return (
      <>
        {heading}
        <NothingFound search={search} categories={categories} />
      </>
    )
  const names = new Map(categories.map((category) => [category.handle, category.name]))
  const shownUpTo = (search.page - 1) * PAGE_SIZE + services.length
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        {heading}
        <p role="status" className="figures text-sm text-ink-soft">
          {count === 1 ? "1 service" : `${count.toLocaleString("en")} services`}
          {search.q ? ` for “${search.q}”` : ""}
        </p>
      </div>
      <div className="divide-y divide-line border-y border-line">
        {services.map((service) => (
          <ServiceRow key={service.id} service={service} categoryName={names.get(service.category)} />
        ))}
      </div>
      <nav aria-label="Pages" className="flex gap-3 empty:hidden">
        {search.page > 1 ? (
          <ButtonLink href={searchHref({ ...search, page: search.page - 1 })} variant="secondary">
            Previous services
          </ButtonLink>
        ) : null}
        {shownUpTo < count ? (
          <ButtonLink href={searchHref({ ...search, page: search.page + 1 })} variant="secondary">
            More services
          </ButtonLink>
        ) : null}
      </nav>
    </>
  )
}

const NothingFound = async ({ search, categories }: { search: Search; categories: readonly CategoryView[] }) => {
  if (!isSearching(search))
    return (
      <EmptyState title="No services yet" picture={<Motif category="accounting" seed="empty" className="size-24" />}>
        Services will appear here with their price and how long they take. Already bought something? Your reference
        number works on the tracking page.
      </EmptyState>
    )
  const { services } = await listServices({ limit: PAGE_SIZE })
  const found = new Set(services.map(({ category }) => category))
  return (
    <EmptyState
      title={search.q ? `No services match “${search.q}”` : "No services in this category"}
      picture={<Motif category="other" seed="empty" className="size-24" />}
      action={
        <ButtonLink href={searchHref({})} variant="secondary">
          Show all services
        </ButtonLink>
      }
    >
      <Suggestions categories={categories.filter(({ handle }) => found.has(handle))} />
    </EmptyState>
  )
}

/** Links to categories with services, so that each leads to something. */
export const Suggestions = ({ categories }: { categories: readonly CategoryView[] }) => (
  <>
    Try another word
    {categories.length > 0 ? ", or browse " : "."}
    {categories.map(({ handle, name }, index) => (
      <Fragment key={handle}>
        {index > 0 ? (index === categories.length - 1 ? " or " : ", ") : null}
        <Link href={searchHref({ category: handle })} prefetch={false} className="underline underline-offset-4">
          {name}
        </Link>
      </Fragment>
    ))}
    {categories.length > 0 ? "." : null}
  </>
)
