import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { AccountFrame } from "@/features/account/components/account-frame"
import { requireCustomer } from "@/features/auth/queries"
import { RequestDetail } from "@/features/service-requests/components/request-detail"
import { findRequest } from "@/features/service-requests/queries"
import { currentLocale } from "@/lib/medusa"

export const metadata: Metadata = { title: "Your request", robots: { index: false } }

const RequestPage = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params
  const { token } = await requireCustomer(`/account/requests/${encodeURIComponent(id)}`)
  const [request, locale] = await Promise.all([findRequest(token, id), currentLocale()])
  if (!request) notFound()
  return (
    <AccountFrame current="/account">
      <RequestDetail request={request} locale={locale} />
    </AccountFrame>
  )
}

export default RequestPage
