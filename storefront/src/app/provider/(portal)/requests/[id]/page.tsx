import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { PortalFrame } from "@/features/provider/components/portal-frame"
import { RequestDetail } from "@/features/provider/components/request-detail"
import { findRequest, requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"

export const metadata: Metadata = { title: "Request" }

const ProviderRequestPage = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params
  const { provider, token } = await requireProvider(`/provider/requests/${encodeURIComponent(id)}`)
  const [request, locale] = await Promise.all([findRequest(token, id), currentLocale()])
  if (!request) notFound()
  return (
    <PortalFrame current="/provider/requests">
      <RequestDetail request={request} provider={provider} locale={locale} />
    </PortalFrame>
  )
}

export default ProviderRequestPage
