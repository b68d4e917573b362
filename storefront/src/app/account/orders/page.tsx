import type { Metadata } from "next"

import { AccountFrame } from "@/features/account/components/account-frame"
import { offsetFrom, Pager } from "@/features/account/components/pager"
import { requireCustomer } from "@/features/auth/queries"
import { OrderList } from "@/features/orders/components/order-list"
import { listOrders, ORDERS_PER_PAGE } from "@/features/orders/queries"
import { currentLocale } from "@/lib/medusa"
import { PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Your orders", robots: { index: false } }

type Search = Promise<Record<string, string | string[] | undefined>>

const OrdersPage = async ({ searchParams }: { searchParams: Search }) => {
  const { token } = await requireCustomer("/account/orders")
  const offset = offsetFrom((await searchParams).offset)
  const [{ orders, count }, locale] = await Promise.all([listOrders(token, { offset }), currentLocale()])
  return (
    <AccountFrame current="/account/orders">
      <PageHeading title="Your orders" />
      <OrderList orders={orders} locale={locale} />
      <Pager path="/account/orders" offset={offset} limit={ORDERS_PER_PAGE} count={count} />
    </AccountFrame>
  )
}

export default OrdersPage
