import { sessionToken } from "@/features/auth/session"
import { downloadFile } from "@/features/files/file-download"

type Context = { params: Promise<{ id: string; fileId: string }> }

/** Downloads a file of the customer's request. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const { id, fileId } = await params
  const path = `/store/customers/me/service-requests/${encodeURIComponent(id)}/files/${encodeURIComponent(fileId)}`
  return downloadFile(path, await sessionToken())
}
