import type { MedusaResponse } from "@medusajs/framework/http"

/** Sends a private file to be saved, never to be shown or cached. */
export const sendAttachment = (
  res: MedusaResponse,
  file: { readonly name: string; readonly mimeType: string; readonly content: Buffer }
): void => {
  res.setHeader("content-type", file.mimeType)
  res.setHeader("content-disposition", `attachment; filename="${file.name}"`)
  res.setHeader("x-content-type-options", "nosniff")
  res.setHeader("cache-control", "private, no-store")
  res.end(file.content)
}
