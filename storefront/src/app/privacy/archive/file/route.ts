import { archiveResponse } from "@/features/privacy/archive-response"
import { openShopFile } from "@/lib/medusa"

/** Downloads the archive that an emailed link is for. The token comes in the body, so that no log contains it. */
export const POST = async (request: Request): Promise<Response> => {
  const token = (await request.formData()).get("token")
  const file = await openShopFile({
    path: "/store/privacy-requests/archive",
    body: { token: typeof token === "string" ? token : "" },
  })
  return (
    archiveResponse(file) ?? new Response(null, { status: 303, headers: { location: "/privacy/archive?refused=1" } })
  )
}
