import Link from "next/link"
import type { CategoryView } from "@/lib/medusa"
import { Button } from "@/lib/ui/button"
import { cn } from "@/lib/ui/cn"
import { SearchIcon } from "@/lib/ui/icons"
import { type Search, searchHref, SORTS } from "../search"

const CONTROL = "min-h-12 rounded-md border border-line-strong bg-raised pl-4 transition-colors hover:border-accent"

/** Search and category filters as a GET form and links, so results have a URL and work without JavaScript. */
export const SearchForm = ({ search, categories }: { search: Search; categories: readonly CategoryView[] }) => (
  <div className="grid gap-6">
    <form action="/" role="search" className="flex flex-wrap gap-3">
      {search.category ? <input type="hidden" name="category" value={search.category} /> : null}
      <div className="relative min-w-56 flex-1">
        <SearchIcon className="pointer-events-none absolute top-3.5 left-4 size-5 text-ink-soft" />
        <input
          type="search"
          name="q"
          defaultValue={search.q}
          maxLength={100}
          aria-label="Search services"
          placeholder="What do you need done?"
          className={cn(CONTROL, "w-full pl-12 placeholder:text-ink-soft")}
        />
      </div>
      <select name="sort" defaultValue={search.sort} aria-label="Sort services" className={CONTROL}>
        {SORTS.map((sort) => (
          <option key={sort.value} value={sort.value}>
            {sort.label}
          </option>
        ))}
      </select>
      <Button type="submit" variant="secondary">
        Search
      </Button>
    </form>
    <nav aria-label="Categories">
      <ul className="flex flex-wrap gap-2">
        {[{ handle: "", name: "All" }, ...categories].map((category) => {
          const selected = category.handle === search.category
          return (
            <li key={category.handle}>
              <Link
                href={searchHref({ ...search, category: category.handle, page: 1 })}
                prefetch={false}
                aria-current={selected ? "true" : undefined}
                className={cn(
                  "inline-flex min-h-10 items-center rounded-full border px-4 text-sm transition-colors",
                  selected
                    ? "border-accent bg-accent-soft font-medium text-accent-strong"
                    : "border-line-strong hover:border-accent hover:text-accent"
                )}
              >
                {category.name}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  </div>
)
