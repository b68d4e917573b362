import { commonErrors } from "@atrium/kernel"
import { env, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { documentErrors } from "../contracts/errors"
import type { DocumentKind, OrderDocumentQuery, OrderDocumentView } from "../contracts/order-documents"
import { buyerOfOrder } from "../data/core/order-buyer"
import { documentsOfOrder, findDocument, listDocuments, type OrderDocumentRow } from "../data/order-documents"
import { opensLink, signLink } from "../domain/document-link"
import { toDocumentView } from "../domain/present-document"

const subjectOf = (orderId: string): string => `order:${orderId}`

/** A token that opens the documents of an order for so many seconds. Uses machine time, as all tokens do. */
export const orderToken = (orderId: string, seconds: number): string =>
  signLink(env().COOKIE_SECRET, subjectOf(orderId), new Date(Date.now() + seconds * 1000))

/** Who asks: a signed-in customer, or anyone with a link. */
export type DocumentReader = { readonly customerId: string | undefined; readonly token: string | undefined }

/** Throws `not_found` for anyone but the order's customer and who has its link, whether or not the order exists. */
const requireReader = async (container: MedusaContainer, orderId: string, reader: DocumentReader): Promise<void> => {
  if (reader.token && opensLink(env().COOKIE_SECRET, subjectOf(orderId), reader.token, new Date())) return
  const buyer = reader.customerId ? await buyerOfOrder(knexOf(container), orderId) : null
  if (!buyer || buyer.customer_id !== reader.customerId) throw commonErrors.fail("not_found")
}

/** The documents of an order, for its buyer. */
export const readOrderDocuments = async (
  container: MedusaContainer,
  orderId: string,
  reader: DocumentReader
): Promise<OrderDocumentView[]> => {
  await requireReader(container, orderId, reader)
  return (await documentsOfOrder(knexOf(container), orderId)).map(toDocumentView)
}

/** One document of an order, for its buyer: the named one, else the latest of its kind. */
export const findOrderDocument = async (
  container: MedusaContainer,
  asked: { orderId: string; kind: DocumentKind; number: string | undefined },
  reader: DocumentReader
): Promise<OrderDocumentRow> => {
  await requireReader(container, asked.orderId, reader)
  const ofKind = (await documentsOfOrder(knexOf(container), asked.orderId)).filter(({ kind }) => kind === asked.kind)
  const found = asked.number ? ofKind.find(({ number }) => number === asked.number) : ofKind.at(-1)
  if (found) return found
  throw asked.kind === "credit_note" || asked.number
    ? commonErrors.fail("not_found")
    : documentErrors.fail("document_not_issued", { retryAfterSeconds: 60 })
}

/** One page for staff. */
export const listOrderDocuments = async (container: MedusaContainer, query: OrderDocumentQuery) => {
  const { rows, count } = await listDocuments(knexOf(container), query)
  return { order_documents: rows.map(toDocumentView), count, limit: query.limit, offset: query.offset }
}

/** All documents of an order. */
export const documentsForStaff = async (container: MedusaContainer, orderId: string): Promise<OrderDocumentView[]> =>
  (await documentsOfOrder(knexOf(container), orderId)).map(toDocumentView)

/** A document for staff. Throws `not_found`. */
export const requireDocument = async (container: MedusaContainer, id: string): Promise<OrderDocumentRow> => {
  const row = await findDocument(knexOf(container), id)
  if (!row) throw commonErrors.fail("not_found")
  return row
}
