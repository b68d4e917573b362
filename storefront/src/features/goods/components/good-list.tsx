import Link from "next/link"
import { ServicePicture } from "@/features/catalogue/components/service-picture"
import type { GoodView } from "@/lib/medusa"
import { goodsHref } from "../search"
import { cheapestVariant, goodStockText } from "../stock"

/** One good in a list: picture, price of the cheapest variant, stock. */
export const GoodCard = ({ good }: { good: GoodView }) => {
  const cheapest = cheapestVariant(good)
  if (!cheapest) return null
  return (
    <article className="grid content-start gap-4">
      <ServicePicture
        service={good}
        width={800}
        height={600}
        sizes="(min-width: 1024px) 350px, (min-width: 640px) 50vw, 100vw"
        className="aspect-4/3 w-full"
      />
      <div className="grid gap-1">
        <h3 className="text-lg">
          <Link
            href={`/goods/${good.handle}`}
            // Prefetching would request the page of every listed product.
            prefetch={false}
            className="underline-offset-4 hover:text-accent hover:underline"
          >
            {good.title}
          </Link>
        </h3>
        {good.subtitle ? <p className="text-ink-soft">{good.subtitle}</p> : null}
      </div>
      <p className="figures flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">
          {good.variants.length > 1 ? <span className="text-sm font-normal text-ink-soft">from </span> : null}
          {cheapest.price.formatted}
        </span>
        <span className="text-sm text-ink-soft">{goodStockText(good)}</span>
      </p>
    </article>
  )
}

export const GoodGrid = ({ goods }: { goods: readonly GoodView[] }) => (
  <div className="grid gap-x-8 gap-y-12 sm:grid-cols-2 lg:grid-cols-3">
    {goods.map((good) => (
      <GoodCard key={good.id} good={good} />
    ))}
  </div>
)

/** The first goods that match a search on the home page. Nothing when none does. */
export const FoundGoods = ({ q, goods, count }: { q: string; goods: readonly GoodView[]; count: number }) =>
  goods.length === 0 ? null : (
    <section aria-labelledby="products-heading" className="grid gap-6 pt-16">
      <h2 id="products-heading" className="text-2xl">
        Products
      </h2>
      <GoodGrid goods={goods} />
      {count > goods.length ? (
        <p>
          <Link href={goodsHref({ q })} prefetch={false} className="underline underline-offset-4 hover:text-accent">
            Show all {count} products
          </Link>
        </p>
      ) : null}
    </section>
  )
