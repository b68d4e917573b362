import { downloadFile } from "@/features/files/file-download"
import { providerToken } from "@/features/provider/session"

type Context = { params: Promise<{ id: string; fileId: string }> }

/** Downloads a file of a request that is assigned to the provider. */
export const GET = async (_request: Request, { params }: Context): Promise<Response> => {
  const { id, fileId } = await params
  const path = `/provider/service-requests/${encodeURIComponent(id)}/files/${encodeURIComponent(fileId)}`
  return downloadFile(path, await providerToken())
}
