import type { Metadata } from "next"
import { notFound } from "next/navigation"

import { AccountFrame } from "@/features/account/components/account-frame"
import { requireCustomer } from "@/features/auth/queries"
import { UploadScript } from "@/features/files/components/upload-script"
import { RequestDetail } from "@/features/service-requests/components/request-detail"
import { findRequest } from "@/features/service-requests/queries"
import { currentLocale } from "@/lib/medusa"

type Params = { params: Promise<{ id: string }> }

export const generateMetadata = async ({ params }: Params): Promise<Metadata> => {
  const { id } = await params
  const { token } = await requireCustomer(`/account/requests/${encodeURIComponent(id)}`)
  return { title: (await findRequest(token, id)) ? "Your request" : "Request not found", robots: { index: false } }
}

const RequestPage = async ({ params }: Params) => {
  const { id } = await params
  const { token } = await requireCustomer(`/account/requests/${encodeURIComponent(id)}`)
  const [request, locale] = await Promise.all([findRequest(token, id), currentLocale()])
  if (!request) notFound()
  return (
    <AccountFrame current="/account">
      {request.intake.missing.length > 0 ? <UploadScript /> : null}
      <RequestDetail request={request} locale={locale} />
    </AccountFrame>
  )
}

export default RequestPage
