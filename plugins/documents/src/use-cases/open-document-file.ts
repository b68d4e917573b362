import { createHash } from "node:crypto"

import { knexOf } from "@atrium/server"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { keepFile, type OrderDocumentRow } from "../data/order-documents"
import { findSellerProfile } from "../data/seller-profiles"
import { documentPdf } from "./document-pdf"

/** A kept file; null when the storage lost it, so that it is made again from the facts. */
const keptFile = async (container: MedusaContainer, key: string): Promise<Buffer | null> =>
  container
    .resolve(Modules.FILE)
    .getAsBuffer(key)
    .catch((error: unknown) => {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.error("The kept file of a document could not be read", error instanceof Error ? error : undefined)
      return null
    })

/** The PDF of a document: the kept file, or rendered from the frozen facts and kept from then on. */
export const openDocumentFile = async (container: MedusaContainer, document: OrderDocumentRow): Promise<Buffer> => {
  const kept = document.file_key ? await keptFile(container, document.file_key) : null
  if (kept) return kept
  const seller = await findSellerProfile(knexOf(container), document.seller_profile_id)
  if (!seller) throw new Error(`Document ${document.number} has no seller`)
  const pdf = await documentPdf({ document, seller })
  const files = container.resolve(Modules.FILE)
  const stored = await files.createFiles({
    filename: `kept-${createHash("sha256").update(document.id).digest("hex").slice(0, 32)}.pdf`,
    mimeType: "application/pdf",
    content: pdf.toString("base64"),
    access: "private",
  })
  // Another process may have kept one meanwhile.
  if (!(await keepFile(knexOf(container), document.id, stored.id, document.file_key)))
    await files.deleteFiles(stored.id)
  return pdf
}
