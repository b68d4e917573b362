import type { Metadata } from "next"
import Link from "next/link"

import { AccountFrame } from "@/features/account/components/account-frame"
import { offsetFrom, Pager } from "@/features/account/components/pager"
import { requireCustomer } from "@/features/auth/queries"
import { RequestList } from "@/features/service-requests/components/request-list"
import { listRequests } from "@/features/service-requests/queries"
import { openTasksText } from "@/features/service-requests/format"
import { currentLocale } from "@/lib/medusa"
import { Alert, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your requests", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const AccountPage = async ({ searchParams }: { searchParams: Search }) => {
  const { customer, token } = await requireCustomer("/account")
  const { offset: start, changed } = await searchParams
  const offset = offsetFrom(start)
  const [{ requests, count }, locale] = await Promise.all([listRequests(token, offset), currentLocale()])
  const openTasks = requests.reduce((sum, request) => sum + request.open_client_tasks, 0)
  const open = requests.filter((request) => !["completed", "cancelled"].includes(request.status)).length
  return (
    <AccountFrame current="/account">
      <PageHeading eyebrow={customer.email} title={customer.full_name ? `Hello, ${customer.full_name}` : "Hello"}>
        {openTasks > 0
          ? `${openTasksText(openTasks)}.`
          : open > 0
            ? "Nothing needs your attention. We're working on your open requests."
            : "Nothing needs your attention."}
      </PageHeading>
      {changed === "claimed" ? <Alert tone="accent" title="The purchase is in your account" /> : null}
      <RequestList requests={requests} locale={locale} />
      <Pager path="/account" offset={offset} limit={20} count={count} />
      <p className="text-ink-soft">
        Bought something without signing in?{" "}
        <Link href="/account/claim" className="text-ink underline underline-offset-4">
          Add it to your account
        </Link>
        .
      </p>
    </AccountFrame>
  )
}

export default AccountPage
