import { sessionToken } from "@/features/auth/session"
import { archiveResponse } from "@/features/privacy/archive-response"
import { openShopFile } from "@/lib/medusa"

type Context = { params: Promise<{ id: string }> }

/** Downloads the archive of one of the customer's exports. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const { id } = await params
  const path = `/store/customers/me/privacy-requests/${encodeURIComponent(id)}/archive`
  const file = await openShopFile({ path, token: await sessionToken() })
  return archiveResponse(file) ?? new Response(null, { status: 303, headers: { location: "/account/privacy" } })
}
