import { formatMoney } from "@atrium/kernel"
import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"

import { AccountFrame } from "@/features/account/components/account-frame"
import { offsetFrom, Pager } from "@/features/account/components/pager"
import { LedgerLines } from "@/features/affiliate/components/ledger-lines"
import { findAffiliate, LINES_PER_PAGE, listLines, readMetrics } from "@/features/affiliate/queries"
import { FIGURES, figurePath, isFigure } from "@/features/affiliate/format"
import { requireCustomer } from "@/features/auth/queries"
import { currentLocale } from "@/lib/medusa"
import { BackIcon, ButtonLink, EmptyState, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Transactions", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const LedgerPage = async ({ searchParams }: { searchParams: Search }) => {
  const search = await searchParams
  const purpose = [search.purpose].flat()[0]
  const currencyCode = [search.currency_code].flat()[0] ?? ""
  if (!isFigure(purpose) || !/^[a-z]{3}$/.test(currencyCode)) redirect("/affiliate")
  const here = figurePath(purpose, currencyCode)
  const { token } = await requireCustomer(here)
  if (!(await findAffiliate(token))) redirect("/affiliate")
  const offset = offsetFrom(search.offset)
  const [metrics, { lines, count }, locale] = await Promise.all([
    readMetrics(token),
    listLines(token, { purpose, currencyCode }, offset),
    currentLocale(),
  ])
  const amount = metrics.currencies.find((currency) => currency.currency_code === currencyCode)?.[purpose] ?? 0
  return (
    <AccountFrame current="/affiliate">
      <div className="grid gap-8">
        <Link
          href="/affiliate"
          className="inline-flex min-h-10 items-center gap-2 justify-self-start text-ink-soft hover:text-ink"
        >
          <BackIcon className="size-4" />
          Back to earnings
        </Link>
        <PageHeading
          eyebrow={`${FIGURES[purpose].label} · ${currencyCode.toUpperCase()}`}
          title={formatMoney(amount, currencyCode, locale)}
        >
          {FIGURES[purpose].meaning} This amount is the sum of the transactions below.
        </PageHeading>
        {count === 0 ? (
          <EmptyState title="No transactions yet" action={<ButtonLink href="/affiliate">Back to earnings</ButtonLink>}>
            Every change to this amount will appear here with its date and reason.
          </EmptyState>
        ) : (
          <LedgerLines lines={lines} locale={locale} />
        )}
        <Pager path={here} offset={offset} limit={LINES_PER_PAGE} count={count} />
      </div>
    </AccountFrame>
  )
}

export default LedgerPage
