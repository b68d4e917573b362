import Link from "next/link"
import type { GoodsCategoryView } from "@/lib/medusa"
import { Button } from "@/lib/ui/button"
import { cn } from "@/lib/ui/cn"
import { GOODS_SORTS, goodsHref, type GoodsSearch } from "../search"

const CONTROL = "min-h-12 rounded-md border border-line-strong bg-raised px-4 transition-colors hover:border-accent"

/** Search, order and categories as a GET form and links, so results have a URL and work without JavaScript. */
export const GoodsFilter = ({
  search,
  categories,
}: {
  search: GoodsSearch
  categories: readonly GoodsCategoryView[]
}) => (
  <div className="grid gap-6">
    <form action="/goods" role="search" aria-label="Products" className="flex flex-wrap gap-3">
      {search.category ? <input type="hidden" name="category" value={search.category} /> : null}
      <input
        type="search"
        name="q"
        defaultValue={search.q}
        maxLength={100}
        aria-label="Search products"
        placeholder="Search products"
        className={cn(CONTROL, "min-w-56 flex-1 placeholder:text-ink-soft")}
      />
      <select name="sort" defaultValue={search.sort} aria-label="Sort products" className={CONTROL}>
        {GOODS_SORTS.map((sort) => (
          <option key={sort.value} value={sort.value}>
            {sort.label}
          </option>
        ))}
      </select>
      <Button type="submit" variant="secondary">
        Search
      </Button>
    </form>
    {categories.length > 1 || search.category ? (
      <nav aria-label="Categories">
        <ul className="flex flex-wrap gap-2">
          {[{ handle: "", name: "All" }, ...categories].map(({ handle, name }) => (
            <li key={handle}>
              <Link
                href={goodsHref({ ...search, category: handle, page: 1 })}
                prefetch={false}
                aria-current={handle === search.category ? "true" : undefined}
                className={cn(
                  "inline-flex min-h-10 items-center rounded-full border px-4 text-sm transition-colors",
                  handle === search.category
                    ? "border-accent bg-accent-soft font-medium text-accent-strong"
                    : "border-line-strong hover:border-accent hover:text-accent"
                )}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    ) : null}
  </div>
)
