import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

export const DOCUMENT_KINDS = ["receipt", "invoice", "credit_note"] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const documentKind = z.enum(DOCUMENT_KINDS, { error: `Choose one of ${DOCUMENT_KINDS.join(", ")}` })

export const documentNumber = z.string().regex(/^[A-Z0-9-]{1,40}$/, "This is not a document number")

/** A signed link to the documents of one order: expiry and signature. */
export const documentToken = z.string().regex(/^\d{10}\.[\w-]{43}$/, "This link is not valid")

export const OrderDocumentQuery = z.strictObject({
  order_id: idText.optional(),
  kind: listOf(documentKind).optional(),
  /** Searches the number. */
  q: safeText({ max: 40 }).optional(),
  order: orderQuery(["issued_at", "number"], "-issued_at"),
  ...pageQuery,
})
export type OrderDocumentQuery = z.output<typeof OrderDocumentQuery>

/** A document that was issued. Amount in major units. */
export const OrderDocumentView = z.object({
  id: z.string(),
  kind: documentKind,
  number: z.string(),
  order_id: z.string(),
  total: z.number(),
  currency_code: z.string(),
  issued_at: z.string(),
})
export type OrderDocumentView = z.output<typeof OrderDocumentView>
