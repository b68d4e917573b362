import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { AccountFrame } from "@/features/account/components/account-frame"
import { requireCustomer } from "@/features/auth/queries"
import { OrderDetail } from "@/features/orders/components/order-detail"
import { listOrderDocuments } from "@/features/documents/queries"
import { findOrder } from "@/features/orders/queries"
import { currentLocale } from "@/lib/medusa"

type Params = { params: Promise<{ id: string }> }

export const generateMetadata = async ({ params }: Params): Promise<Metadata> => {
  const { id } = await params
  const { token } = await requireCustomer(`/account/orders/${encodeURIComponent(id)}`)
  return { title: (await findOrder(token, id)) ? "Your order" : "Order not found", robots: { index: false } }
}

const OrderPage = async ({ params }: Params) => {
  const { id } = await params
  const { token } = await requireCustomer(`/account/orders/${encodeURIComponent(id)}`)
  const [order, documents, locale] = await Promise.all([
    findOrder(token, id),
    listOrderDocuments(token, id),
    currentLocale(),
  ])
  if (!order) notFound()
  return (
    <AccountFrame current="/account/orders">
      <OrderDetail order={order} documents={documents} locale={locale} />
    </AccountFrame>
  )
}

export default OrderPage
