import { Pager } from "@/features/account/components/pager"
import { Alert, PageHeading } from "@/lib/ui"

import {
  type AffiliateView,
  COMMISSIONS_PER_PAGE,
  type CommissionView,
  type LinkView,
  type MetricsView,
} from "../queries"
import { headline } from "../format"
import { ConversionList } from "./conversion-list"
import { Counts, Earnings } from "./figures"
import { ShareLink } from "./share-link"
import { Terms } from "./terms"

export type PortalProps = {
  affiliate: AffiliateView
  metrics: MetricsView
  links: readonly LinkView[]
  commissions: readonly CommissionView[]
  count: number
  offset: number
  locale: string
}

/** The affiliate's home page: summary, share link, earnings, conversions and terms. */
export const Portal = ({ affiliate, metrics, links, commissions, count, offset, locale }: PortalProps) => (
  <div className="grid gap-10">
    <PageHeading eyebrow={affiliate.programme.name} title={`Your code is ${affiliate.code}`}>
      {headline(metrics, locale)}
    </PageHeading>
    <div className="grid gap-8 lg:grid-cols-[1fr_19rem] lg:gap-12">
      {affiliate.status === "suspended" ? (
        <Alert tone="red" title="Your code is suspended.">
          New visits and sales aren't credited to you. You keep what you've earned. Contact us if you think this is a
          mistake.
        </Alert>
      ) : (
        <ShareLink affiliate={affiliate} links={links} />
      )}
      <Counts metrics={metrics} locale={locale} />
    </div>
    <Earnings metrics={metrics} locale={locale} />
    <section aria-labelledby="conversions-title" className="grid gap-4">
      <h2 id="conversions-title" className="text-2xl">
        Conversions
      </h2>
      <ConversionList commissions={commissions} locale={locale} />
      <Pager path="/affiliate" offset={offset} limit={COMMISSIONS_PER_PAGE} count={count} />
    </section>
    <details className="border-t border-line pt-4">
      <summary className="inline-flex min-h-10 items-center underline underline-offset-4">
        Terms of “{affiliate.programme.name}”
      </summary>
      <div className="pt-4">
        <Terms terms={affiliate.programme} locale={locale} />
      </div>
    </details>
  </div>
)
