import type { GatewayPayment, GatewayState } from "@atrium/payments/contracts"
import type { Gateway } from "@atrium/payments/extension-points"
import { knexOf } from "@atrium/server"

import {
  type BankTransferRow,
  cancelTransfer,
  changedTransfers,
  findTransfer,
  refundsOfTransfer,
  refundTransfer,
} from "../../data/bank-transfers"

export const BANK_TRANSFER = "bank-transfer"

const STATES: Readonly<Record<BankTransferRow["status"], GatewayState>> = {
  expected: "awaiting",
  received: "captured",
  canceled: "canceled",
}

const paymentOf = (row: BankTransferRow): GatewayPayment => ({
  reference: row.id,
  state: STATES[row.status],
  amount: row.amount,
  currencyCode: row.currency_code,
  sessionId: row.session_id,
  captured: row.status === "received" ? row.amount : 0n,
  refunded: row.refunded,
  disputed: false,
})

const RELEASE = "release:"

/**
 * The gateway for bank transfers. No external service sends events: staff record the payments that arrived, and the
 * plugin enqueues the work that an event would trigger.
 */
export const bankTransferGateway: Gateway = {
  provider: BANK_TRANSFER,
  providerId: "pp_bank-transfer_acme",
  mode: "live",
  available: () => true,
  verify: () => false,
  interpret: () => null,
  referenceOf: (data) => (typeof data.id === "string" ? data.id : null),
  stateOf: async (container, reference) => {
    const row = await findTransfer(knexOf(container), reference)
    return row && paymentOf(row)
  },
  release: async (container, reference) => {
    const knex = knexOf(container)
    if (await cancelTransfer(knex, reference)) return
    const row = await findTransfer(knex, reference)
    if (row?.status !== "received" || row.refunded === row.amount) return
    await refundTransfer(knex, {
      id: `${RELEASE}${reference}`,
      transferId: reference,
      amount: row.amount - row.refunded,
    })
  },
  reportsCapturedMoney: () => false,
  refunds: async (container, reference) =>
    (await refundsOfTransfer(knexOf(container), reference)).map(({ id, amount, created_at }) => ({
      amount,
      refundId: id.startsWith(RELEASE) ? null : id,
      released: id.startsWith(RELEASE),
      at: created_at,
    })),
  changed: async function* (container, window) {
    for await (const page of changedTransfers(knexOf(container), window)) yield page.map(paymentOf)
  },
}
