import Link from "next/link"
import type { ServiceView } from "@/lib/medusa"
import { Button, ButtonLink } from "@/lib/ui/button"
import { cheapestTier, purchaseHref } from "../purchase-link"
import { allFeatures } from "../compare"
import { formatDurations } from "../format"
import { ServicePicture } from "./service-picture"

const MAX_FEATURES = 3

/** One service in the list: summary, features of the cheapest plan, duration and price. */
export const ServiceRow = ({ service, categoryName }: { service: ServiceView; categoryName?: string }) => {
  const tier = cheapestTier(service)
  if (!tier) return null
  const href = `/services/${service.handle}`
  return (
    <article
      className={
        "grid gap-x-8 gap-y-4 py-8 sm:grid-cols-[6rem_1fr] lg:grid-cols-[6rem_minmax(0,1fr)_8rem_13rem] lg:items-center"
      }
    >
      <ServicePicture
        service={service}
        width={192}
        height={192}
        sizes="96px"
        className="hidden size-24 self-start sm:grid"
      />
      <div className="grid gap-2">
        {categoryName ? <p className="text-sm text-ink-soft">{categoryName}</p> : null}
        <h3 className="text-xl">
          <Link
            href={href}
            // Prefetching would request the page of every listed service.
            prefetch={false}
            data-event="service_selected"
            data-service-id={service.id}
            data-place="list"
            className="underline-offset-4 hover:text-accent hover:underline"
          >
            {service.title}
          </Link>
        </h3>
        <p className="max-w-[58ch] text-ink-soft">{service.short_description}</p>
        <ul aria-label="What you get" className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          {allFeatures(service.tiers, tier)
            .slice(0, MAX_FEATURES)
            .map((feature) => (
              <li
                key={feature}
                className="relative pl-4 before:absolute before:left-0 before:text-accent before:content-['·']"
              >
                {feature}
              </li>
            ))}
        </ul>
      </div>
      <p className="figures flex gap-2 sm:col-start-2 lg:col-start-3 lg:grid lg:gap-0">
        <span className="text-ink-soft lg:text-sm">Done in</span>
        <span>{formatDurations(service.tiers.map(({ duration_days: days }) => days))}</span>
      </p>
      <div className="flex items-center justify-between gap-4 sm:col-start-2 lg:col-start-4">
        <p className="figures grid">
          {service.tiers.length > 1 ? <span className="text-sm text-ink-soft">from</span> : null}
          <span className="text-lg font-semibold">{tier.price.formatted}</span>
        </p>
        <div className="grid gap-2">
          <ButtonLink
            href={purchaseHref(service, tier)}
            prefetch={false}
            size="sm"
            aria-label={`Buy now: ${service.title}, ${tier.title}, ${tier.price.formatted}`}
            data-event="button_clicked"
            data-service-id={service.id}
            data-place="buy_now"
          >
            Buy now
          </ButtonLink>
          <form action="/cart/items" method="post" data-event="cart_item_added" data-service-id={service.id}>
            <input type="hidden" name="variant_id" value={tier.id} />
            <Button
              type="submit"
              variant="secondary"
              size="sm"
              aria-label={`Add to cart: ${service.title}, ${tier.title}`}
            >
              Add to cart
            </Button>
          </form>
        </div>
      </div>
    </article>
  )
}
