"use client"

import { formatMoney } from "@atrium/kernel"
import Link from "next/link"
import { useId, useState } from "react"

import { formatDuration } from "@/features/catalogue/format"
import { CheckIcon, cn, Facts, Money } from "@/lib/ui"

import { type PurchaseOffer, taxOf, totalOf } from "../offer"

/**
 * Summary of the purchase, always visible: next to the form on wide screens, a collapsible bar at the top on phones.
 */
export const PurchaseSummary = ({
  offer,
  quantity,
  total = totalOf(offer, quantity),
}: {
  offer: PurchaseOffer
  quantity: number
  /** In major units. The backend's total once it is known. */
  total?: number
}) => {
  const [open, setOpen] = useState(false)
  const details = useId()
  const { service, tier, currencyCode, locale } = offer
  const tax = taxOf(offer, quantity, total)
  const money = (amount: number) => formatMoney(amount, currencyCode, locale)
  return (
    <aside
      aria-label="Your purchase"
      className="sticky top-0 z-10 -mx-5 border-b border-line bg-raised px-5 py-4 sm:-mx-8 sm:px-8 lg:top-8 lg:z-0 lg:mx-0 lg:rounded-md lg:border lg:p-8 lg:shadow-soft"
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="flex min-h-12 w-full items-center justify-between gap-4 text-left lg:hidden"
      >
        <span className="grid">
          <span className="font-medium">{service.title}</span>
          <span className="text-sm text-ink-soft underline underline-offset-4">
            {open ? "Hide order details" : "Show order details"}
          </span>
        </span>
        <Money amount={total} currencyCode={currencyCode} locale={locale} className="text-lg font-semibold" />
      </button>
      <div id={details} className={cn("mt-4 gap-6 lg:mt-0 lg:grid", open ? "grid" : "hidden")}>
        <div className="grid gap-1">
          <h2 className="text-xl">{service.title}</h2>
          <p className="text-ink-soft">{tier.title}</p>
        </div>
        {tier.features.length > 0 ? (
          <ul className="grid gap-2 text-sm">
            {tier.features.map((feature) => (
              <li key={feature} className="flex gap-3">
                <CheckIcon className="mt-0.5 size-4 shrink-0 text-accent" />
                {feature}
              </li>
            ))}
          </ul>
        ) : null}
        <Facts
          className="border-t border-line pt-5"
          rows={[
            ...(quantity > 1 ? [{ term: "Price", value: `${quantity} × ${money(offer.unitAmount)}` }] : []),
            ...(tax > 0 && quantity === 1 ? [{ term: "Price", value: money(offer.unitAmount) }] : []),
            ...(tax > 0 ? [{ term: "Tax", value: money(tax) }] : []),
            ...(offer.workingDays ? [{ term: "Done in", value: formatDuration(offer.workingDays) }] : []),
            { term: "Total", value: money(total), strong: true },
          ]}
        />
        <p className="text-sm">
          <Link href={`/services/${service.handle}`} className="underline underline-offset-4">
            Back to the service
          </Link>
        </p>
      </div>
    </aside>
  )
}
