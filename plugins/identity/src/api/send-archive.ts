import type { MedusaResponse } from "@medusajs/framework/http"

/** Sends an archive to be saved, never to be shown or cached. */
export const sendArchive = (res: MedusaResponse, content: Buffer): void => {
  res.setHeader("content-type", "application/zip")
  res.setHeader("content-disposition", 'attachment; filename="my-data.zip"')
  res.setHeader("x-content-type-options", "nosniff")
  res.setHeader("cache-control", "private, no-store")
  res.end(content)
}
