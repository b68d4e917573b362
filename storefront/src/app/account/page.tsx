import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { offsetFrom, Pager } from "@/features/account/components/pager"
import { requireCustomer } from "@/features/auth/queries"
import { RequestList } from "@/features/service-requests/components/request-list"
import { listRequests } from "@/features/service-requests/queries"
import { openTasksText } from "@/features/service-requests/format"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your requests", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const AccountPage = async ({ searchParams }: { searchParams: Search }) => {
  const { customer, token } = await requireCustomer("/account")
  const offset = offsetFrom((await searchParams).offset)
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
      <RequestList requests={requests} locale={locale} />
      <Pager path="/account" offset={offset} limit={20} count={count} />
    </AccountFrame>
  )
}

export default AccountPage
