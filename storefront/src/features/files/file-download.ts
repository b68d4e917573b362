import "server-only"
import { openShopFile } from "@/lib/medusa"

const PRIVATE = { "cache-control": "private, no-store", "x-robots-tag": "noindex", "x-content-type-options": "nosniff" }

/** Passes a private file of the shop on, to be saved. */
export const downloadFile = async (path: string, token: string | undefined): Promise<Response> => {
  const file = await openShopFile({ path, token })
  const name = file.headers.get("content-disposition")
  if (!file.ok || !name)
    return new Response("This file is no longer available, or it isn't yours. Sign in and try again.", {
      status: file.status === 429 ? 429 : 404,
      headers: { ...PRIVATE, "content-type": "text/plain; charset=utf-8" },
    })
  const type = file.headers.get("content-type") ?? "application/octet-stream"
  return new Response(file.body, { headers: { ...PRIVATE, "content-type": type, "content-disposition": name } })
}
