import {
  DecryptionError,
  eraseBySql,
  idsBySql,
  knexOf,
  mentionsPerson,
  openColumn,
  openedRow,
  type PersonalData,
  readBySql,
  sqlChanges,
  sqlRows,
  unsettledBySql,
  withoutCustomers,
} from "@atrium/server"
import { z } from "zod"

import { encryptedPurchases, encryptedRequests } from "./encrypted-tables"
import { PurchaseItemRow } from "./purchases"

const REQUESTS_STAY = "accounting: the service that was bought stays, without the person and their answers"
/** Shown to staff instead of the customer's name. */
const ERASED_NAME = "Erased customer"

const OF_PERSON = `(cart_id = ANY(:carts) OR order_id = ANY(:orders) OR customer_id = ANY(:customers))`
const REQUESTS = `SELECT id FROM service_request WHERE order_id = ANY(:orders)`

const EXPORTED_REQUESTS = `
  SELECT id, reference_number, service_title AS service, tier_title AS tier, status, customer_name AS name,
    customer_email AS email, customer_phone AS phone, requirements, intake AS answers, provider_name AS specialist,
    CAST(payment_amount AS text) AS amount, currency_code, paid_at, refunded_at, due_at, created_at,
    (SELECT jsonb_agg(jsonb_build_object('name', task.name, 'description', task.description, 'status', task.status,
         'due_at', task.due_at, 'completed_at', task.completed_at) ORDER BY task.sort_order)
     FROM service_request_task task WHERE task.service_request_id = service_request.id AND task.visible_to_client) AS tasks,
    (SELECT jsonb_agg(jsonb_build_object('status', history.new_status, 'since', history.created_at)
         ORDER BY history.sequence)
     FROM service_request_status_history history WHERE history.service_request_id = service_request.id) AS statuses
  FROM service_request WHERE order_id = ANY(:orders) ORDER BY created_at`

const EXPORTED_PURCHASES = `
  SELECT cart_id, created_at, status, customer, requirements, items, consent, CAST(amount AS text) AS amount,
    currency_code, affiliate_code
  FROM service_purchase WHERE ${OF_PERSON} ORDER BY created_at`

const ExportedRequest = openedRow(encryptedRequests, z.looseObject({ id: z.string() }), {
  columns: { customer_phone: "phone", requirements: "requirements", intake: "answers" },
})

const ExportedPurchase = openedRow(
  encryptedPurchases,
  z.looseObject({ cart_id: z.string(), items: z.array(PurchaseItemRow) })
)

const exportRequests: NonNullable<PersonalData["read"]> = async (container, person) =>
  (await sqlRows(knexOf(container), ExportedRequest, EXPORTED_REQUESTS, person)).map(({ id: _id, ...row }) => row)

const exportPurchases: NonNullable<PersonalData["read"]> = async (container, person) =>
  (await sqlRows(knexOf(container), ExportedPurchase, EXPORTED_PURCHASES, person)).map(
    ({ cart_id: _id, items, ...row }) => ({
      ...row,
      items: items.map(({ service, tier, quantity, intake }) => ({ service, tier, quantity, answers: intake })),
    })
  )

const PurchaseToErase = z.object({ id: z.string(), cart_id: z.string(), items: z.unknown() })

const itemsWithoutAnswers = ({ cart_id: id, items: stored }: z.infer<typeof PurchaseToErase>): unknown[] => {
  try {
    const opened = openColumn(encryptedPurchases, { column: "items", id }, stored)
    return z
      .array(PurchaseItemRow)
      .parse(opened)
      .map((item) => ({ ...item, intake: {} }))
  } catch (error) {
    // Without its key, an item can't be kept.
    if (error instanceof DecryptionError) return []
    throw error
  }
}

/** The items stay without their answers, in the clear: that is how a purchase that is erased is recognized. */
const erasePurchases: NonNullable<PersonalData["erase"]> = async (_container, person, trx) => {
  const rows = await sqlRows(
    trx,
    PurchaseToErase,
    `SELECT id, cart_id, items FROM service_purchase
     WHERE ${OF_PERSON} AND (customer IS NOT NULL OR requirements IS NOT NULL OR click_id IS NOT NULL
       OR jsonb_typeof(items) = 'string' OR EXISTS (SELECT FROM jsonb_array_elements(
         CASE jsonb_typeof(items) WHEN 'array' THEN items ELSE '[]' END) item WHERE item -> 'intake' <> '{}'))
     ORDER BY id FOR UPDATE`,
    person
  )
  return sqlChanges(
    trx,
    `UPDATE service_purchase SET customer = NULL, requirements = NULL, click_id = NULL, items = erased.items
     FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS erased (id text, items jsonb)
     WHERE service_purchase.id = erased.id`,
    { rows: JSON.stringify(rows.map((row) => ({ id: row.id, items: itemsWithoutAnswers(row) }))) }
  )
}

const EXPORTED_NOTES = `
  SELECT (SELECT reference_number FROM service_request WHERE id = note.service_request_id) AS reference_number, note.text,
    note.created_at
  FROM service_request_note note WHERE note.service_request_id IN (${REQUESTS}) ORDER BY note.created_at`

const UNSETTLED_REQUESTS = `
  SELECT 'Request ' || reference_number || ' isn''t completed yet.' AS sentence FROM service_request
  WHERE order_id = ANY(:orders) AND deleted_at IS NULL AND removed_at IS NULL
    AND status NOT IN ('completed', 'cancelled')`

const UNSETTLED_PURCHASES = `
  SELECT 'The payment of a purchase is in progress.' AS sentence FROM service_purchase
  WHERE ${OF_PERSON} AND deleted_at IS NULL AND order_id IS NULL AND (
    (status = 'processing' AND updated_at > now() - interval '30 days')
    OR (status = 'awaiting_payment' AND expires_at > now())) LIMIT 1`

export const provisioningPersonalData: readonly PersonalData[] = [
  {
    table: "service_request",
    what: "service requests with their answers, tasks and statuses",
    erasure: "cleared",
    why: REQUESTS_STAY,
    read: exportRequests,
    mentions: async (container, person) => [
      ...(await idsBySql(container, person, REQUESTS)),
      ...(await idsBySql(
        container,
        person,
        "SELECT reference_number AS id FROM service_request WHERE order_id = ANY(:orders)"
      )),
      ...(await idsBySql(container, person, `SELECT id FROM service_purchase WHERE ${OF_PERSON}`)),
    ],
    unsettled: unsettledBySql(UNSETTLED_REQUESTS),
    erase: eraseBySql(
      `UPDATE service_request SET customer_name = '${ERASED_NAME}', customer_email = '', customer_phone = '',
         customer_phone_index = NULL, requirements = '', intake = '{}'
       WHERE order_id = ANY(:orders) AND (customer_name <> '${ERASED_NAME}' OR customer_email <> ''
         OR customer_phone <> '' OR requirements <> '' OR intake <> '{}')`
    ),
  },
  {
    table: "service_request_note",
    what: "notes on service requests",
    erasure: "deleted",
    read: readBySql(EXPORTED_NOTES),
    erase: eraseBySql(`DELETE FROM service_request_note WHERE service_request_id IN (${REQUESTS})`),
  },
  {
    table: "service_request_status_history",
    what: "reasons for changes of status",
    erasure: "cleared",
    why: REQUESTS_STAY,
    erase: eraseBySql(
      `UPDATE service_request_status_history SET reason = NULL
       WHERE service_request_id IN (${REQUESTS}) AND reason IS NOT NULL`
    ),
  },
  {
    table: "service_request_task",
    what: "what tasks of service requests wait for",
    erasure: "cleared",
    why: REQUESTS_STAY,
    erase: eraseBySql(
      `UPDATE service_request_task SET waiting_reason = NULL
       WHERE service_request_id IN (${REQUESTS}) AND waiting_reason IS NOT NULL`
    ),
  },
  {
    table: "service_purchase",
    what: "what was entered in the purchase form",
    erasure: "cleared",
    why: REQUESTS_STAY,
    read: exportPurchases,
    unsettled: unsettledBySql(UNSETTLED_PURCHASES),
    erase: erasePurchases,
  },
  {
    table: "idempotency_key",
    what: "responses kept for repeated requests",
    erasure: "deleted",
    erase: eraseBySql(`DELETE FROM idempotency_key WHERE ${mentionsPerson("CAST(response AS text)")}`),
  },
  {
    table: "purchase_claim",
    what: "links that add a guest's purchase to an account",
    erasure: "deleted",
    erase: eraseBySql(
      `DELETE FROM purchase_claim
       WHERE customer_id = ANY(:customers) OR order_id = ANY(:orders) OR lower(email) = ANY(:emails)`
    ),
  },
  ...withoutCustomers("progress of an order: ids, amounts and times", ["service_order", "order_progress"]),
]
