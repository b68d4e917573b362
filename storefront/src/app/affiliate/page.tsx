import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { offsetFrom } from "@/features/account/components/pager"
import { GuestInvitation, Invitation } from "@/features/affiliate/components/invitation"
import { Portal } from "@/features/affiliate/components/portal"
import { findAffiliate, findTerms, listCommissions, listLinks, readMetrics } from "@/features/affiliate/queries"
import { currentCustomer } from "@/features/auth/queries"
import { sessionToken } from "@/features/auth/session"
import { currentLocale } from "@/lib/medusa"

export const metadata: Metadata = { title: "Affiliates", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const AffiliatePage = async ({ searchParams }: { searchParams: Search }) => {
  const [customer, token, locale] = await Promise.all([currentCustomer(), sessionToken(), currentLocale()])
  if (!customer || !token) return <GuestInvitation terms={await findTerms()} locale={locale} />
  const affiliate = await findAffiliate(token)
  if (!affiliate)
    return (
      <AccountFrame current="/affiliate">
        <Invitation terms={await findTerms()} signedIn locale={locale} />
      </AccountFrame>
    )
  const offset = offsetFrom((await searchParams).offset)
  const [metrics, links, { commissions, count }] = await Promise.all([
    readMetrics(token),
    listLinks(token),
    listCommissions(token, offset),
  ])
  return (
    <AccountFrame current="/affiliate">
      <Portal
        affiliate={affiliate}
        metrics={metrics}
        links={links}
        commissions={commissions}
        count={count}
        offset={offset}
        locale={locale}
      />
    </AccountFrame>
  )
}

export default AffiliatePage
