import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { PortalFrame } from "@/features/provider/components/portal-frame"
import { RequestDetail } from "@/features/provider/components/request-detail"
import { findRequest, requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"

type Params = { params: Promise<{ id: string }> }

export const generateMetadata = async ({ params }: Params): Promise<Metadata> => {
  const { id } = await params
  const { token } = await requireProvider(`/provider/requests/${encodeURIComponent(id)}`)
  return { title: (await findRequest(token, id)) ? "Request" : "Request not found" }
}

const ProviderRequestPage = async ({ params }: Params) => {
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
