import { clock, orderSql } from "@atrium/kernel"
import { column, sqlChanges, sqlPage, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import { DOCUMENT_KINDS, type DocumentKind, type OrderDocumentQuery } from "../contracts/order-documents"
import { DocumentFacts } from "../domain/document-facts"

const Row = z.object({
  id: column.text,
  kind: z.enum(DOCUMENT_KINDS),
  number: column.text,
  order_id: column.text,
  subject_id: column.text,
  seller_profile_id: column.text,
  currency_code: column.text,
  facts: DocumentFacts,
  file_key: column.text.nullable(),
  issued_at: column.timestamp,
})
export type OrderDocumentRow = z.output<typeof Row>

export type NewDocument = {
  readonly kind: DocumentKind
  readonly order_id: string
  readonly subject_id: string
  readonly currency_code: string
  readonly facts: DocumentFacts
}

/** Between prefix and year: `AT-INV-2026-00001`. */
const SERIES: Readonly<Record<DocumentKind, string>> = { receipt: "RC", invoice: "INV", credit_note: "CN" }

// The counter's row is locked until the transaction ends. The whole transaction fails when a parallel one has issued the
// document meanwhile, so no number is lost.
const ISSUE = `
  WITH counter AS (
    INSERT INTO document_counter (kind, year, last) VALUES (:kind, :year, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = document_counter.last + 1 RETURNING last)
  INSERT INTO order_document (id, kind, year, sequence, number, order_id, subject_id, seller_profile_id, currency_code,
    facts, issued_at, created_at, updated_at)
  SELECT :id, :kind, :year, counter.last, CAST(:series AS text) || lpad(CAST(counter.last AS text), greatest(5,
    length(CAST(counter.last AS text))), '0'), :order_id, :subject_id, :seller_profile_id, :currency_code,
    CAST(:facts AS jsonb), :now, :now, :now
  FROM counter RETURNING *`

/**
 * Numbers and stores a document.
 * @param trx its commit makes the number final
 */
export const insertDocument = async (
  trx: Knex.Transaction,
  document: NewDocument,
  seller: { readonly id: string; readonly number_prefix: string }
): Promise<OrderDocumentRow> => {
  const now = clock.now()
  const year = now.getUTCFullYear()
  const series = [seller.number_prefix, SERIES[document.kind], year, ""].filter((part, at) => part || at > 0).join("-")
  const row = await sqlRow(trx, Row, ISSUE, {
    ...document,
    id: generateEntityId(undefined, "odoc"),
    year,
    series,
    seller_profile_id: seller.id,
    facts: JSON.stringify(document.facts),
    now,
  })
  if (!row) throw new Error("The inserted row was not returned")
  return row
}

/** Lets one transaction at a time issue documents of an order. */
export const lockOrder = async (trx: Knex.Transaction, orderId: string): Promise<void> => {
  await sqlRows(trx, z.unknown(), "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`documents:${orderId}`])
}

/** The documents of an order, oldest first. */
export const documentsOfOrder = (knex: Knex, orderId: string): Promise<OrderDocumentRow[]> =>
  sqlRows(knex, Row, "SELECT * FROM order_document WHERE order_id = ? ORDER BY issued_at, number", [orderId])

export const findDocument = (knex: Knex, id: string): Promise<OrderDocumentRow | null> =>
  sqlRow(knex, Row, "SELECT * FROM order_document WHERE id = ?", [id])

const Seller = z.object({
  name: z.string(),
  address: z.string(),
  tax_id: z.string(),
  email: z.string(),
  locale: z.string(),
  logo: z.string().nullable(),
})

/** Documents by ID with the seller profile they were issued with, in the order of their numbers. */
export const findDocumentsWithSeller = (knex: Knex, ids: readonly string[]) =>
  sqlRows(
    knex,
    Row.extend({ seller: Seller }),
    `SELECT d.*, to_jsonb(s) AS seller FROM order_document d JOIN seller_profile s ON s.id = d.seller_profile_id
     WHERE d.id = ANY(?) ORDER BY d.number`,
    [[...ids]]
  )

const SORTED = { issued_at: "issued_at", number: "number" }

/** Returns one page and the total count. */
export const listDocuments = (
  knex: Knex,
  query: OrderDocumentQuery
): Promise<{ rows: OrderDocumentRow[]; count: number }> =>
  sqlPage(
    knex,
    Row,
    `SELECT * FROM order_document
     WHERE (CAST(:order_id AS text) IS NULL OR order_id = :order_id)
       AND (CAST(:kinds AS text[]) IS NULL OR kind = ANY(:kinds))
       AND (CAST(:q AS text) IS NULL OR strpos(number, upper(:q)) > 0)`,
    { order_id: query.order_id ?? null, kinds: query.kind ?? null, q: query.q ?? null },
    { orderBy: orderSql(query.order, SORTED), limit: query.limit, offset: query.offset }
  )

/** Remembers where the rendered PDF is kept; the first one stays. False when another one was kept meanwhile. */
export const keepFile = async (knex: Knex, id: string, fileKey: string, instead: string | null): Promise<boolean> =>
  (await sqlChanges(
    knex,
    "UPDATE order_document SET file_key = :fileKey WHERE id = :id AND file_key IS NOT DISTINCT FROM :instead",
    { id, fileKey, instead }
  )) > 0

const Known = z.object({ order_id: column.text, kind: z.enum(DOCUMENT_KINDS), subject_id: column.text })

/** Which documents these orders have. */
export const documentsOfOrders = (knex: Knex, orderIds: readonly string[]): Promise<z.output<typeof Known>[]> =>
  sqlRows(knex, Known, "SELECT order_id, kind, subject_id FROM order_document WHERE order_id = ANY(?)", [[...orderIds]])
