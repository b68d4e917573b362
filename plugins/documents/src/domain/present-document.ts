import type { OrderDocumentView } from "../contracts/order-documents"
import type { DocumentFacts } from "./document-facts"

type Row = Omit<OrderDocumentView, "total" | "issued_at"> & { facts: DocumentFacts; issued_at: Date }

export const toDocumentView = (row: Row): OrderDocumentView => ({
  id: row.id,
  kind: row.kind,
  number: row.number,
  order_id: row.order_id,
  total: Number(row.facts.total),
  currency_code: row.currency_code,
  issued_at: row.issued_at.toISOString(),
})
