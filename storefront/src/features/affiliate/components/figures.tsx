import { formatMoney } from "@atrium/kernel"
import Link from "next/link"

import { currencySymbol } from "@/lib/currency"

import type { MetricsView } from "../queries"
import { FIGURE_ORDER, FIGURES, figurePath } from "../format"

const Count = ({ label, value }: { label: string; value: string }) => (
  <div className="grid content-start gap-1 lg:flex lg:items-baseline lg:justify-between lg:border-t lg:border-line lg:py-3">
    <dt className="text-sm text-ink-soft lg:text-base">{label}</dt>
    <dd className="figures text-xl">{value}</dd>
  </div>
)

/** Clicks, conversions and the conversion rate. */
export const Counts = ({ metrics, locale }: { metrics: MetricsView; locale: string }) => {
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 })
  return (
    <section aria-labelledby="counts-title">
      <h2 id="counts-title" className="sr-only">
        Visits and sales
      </h2>
      <dl className="grid grid-cols-3 gap-4 lg:grid-cols-1 lg:gap-0 lg:border-b lg:border-line">
        <Count label="Clicks" value={number.format(metrics.clicks)} />
        <Count label="Conversions" value={number.format(metrics.conversions)} />
        <Count
          label="Conversion rate"
          value={metrics.conversion_rate === null ? "–" : percent.format(metrics.conversion_rate)}
        />
      </dl>
    </section>
  )
}

type Currency = MetricsView["currencies"][number]

const Figure = ({
  currency,
  purpose,
  locale,
}: {
  currency: Currency
  purpose: (typeof FIGURE_ORDER)[number]
  locale: string
}) => (
  <Link
    href={figurePath(purpose, currency.currency_code)}
    className="group grid content-start gap-1 border-t border-line py-4 transition-colors hover:bg-sunken sm:border-t-0 sm:border-l sm:px-5 sm:first:border-l-0 sm:first:pl-0"
  >
    <span className="flex items-baseline justify-between gap-4 sm:grid sm:gap-1">
      <span className="text-sm text-ink-soft">{FIGURES[purpose].label}</span>
      <span className="figures text-xl underline decoration-line-strong underline-offset-4 group-hover:decoration-accent">
        {formatMoney(currency[purpose], currency.currency_code, locale)}
      </span>
    </span>
    <span className="text-sm text-ink-soft">{FIGURES[purpose].meaning}</span>
  </Link>
)

/** Earnings per currency. Each amount links to the ledger lines behind it. */
export const Earnings = ({ metrics, locale }: { metrics: MetricsView; locale: string }) => (
  <section aria-labelledby="earnings-title" className="grid gap-4">
    <h2 id="earnings-title" className="text-2xl">
      Earnings
    </h2>
    {metrics.currencies.length === 0 ? (
      <p className="text-ink-soft">
        After your first sale, you'll see here what you earned and when it becomes payable.
      </p>
    ) : (
      metrics.currencies.map((currency) => (
        <section
          key={currency.currency_code}
          aria-label={`Earnings in ${currency.currency_code.toUpperCase()}`}
          className="rounded-md border border-line bg-raised px-5 pt-4 sm:pb-2"
        >
          <h3 className="flex items-baseline justify-between gap-4 pb-3 text-base">
            <span>
              {currency.currency_code.toUpperCase()}{" "}
              <span className="text-ink-soft" aria-hidden="true">
                {currencySymbol(currency.currency_code, locale)}
              </span>
            </span>
            <span className="font-sans text-sm text-ink-soft">
              Total earned{" "}
              <span className="figures text-ink">{formatMoney(currency.earned, currency.currency_code, locale)}</span>
            </span>
          </h3>
          <div className="grid sm:grid-cols-4">
            {FIGURE_ORDER.map((purpose) => (
              <Figure key={purpose} currency={currency} purpose={purpose} locale={locale} />
            ))}
          </div>
        </section>
      ))
    )}
  </section>
)
