import type { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"

import type { MedusaResponse } from "@medusajs/framework/http"

/** A private file and the name to save it under. */
export type Attachment = { readonly name: string; readonly mimeType: string; readonly content: Readable }

/** The name in ASCII for old clients, and as it is for all others (RFC 6266). */
const dispositionOf = (name: string): string => {
  const exact = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${name.replace(/[^\w. -]/g, "_")}"; filename*=UTF-8''${exact}`
}

/** Sends a private file while it is read: to be saved, never to be shown or cached. */
export const streamAttachment = async (res: MedusaResponse, { name, mimeType, content }: Attachment): Promise<void> => {
  res.setHeader("content-type", mimeType)
  res.setHeader("content-disposition", dispositionOf(name))
  res.setHeader("x-content-type-options", "nosniff")
  res.setHeader("content-security-policy", "sandbox; default-src 'none'")
  res.setHeader("cache-control", "private, no-store")
  await pipeline(content, res)
}
