import { commonErrors } from "@atrium/kernel"
import { SETTLE_AUTHORIZATION } from "@atrium/payments/use-cases"
import { knexOf } from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { BankTransferView } from "../contracts"
import { findTransfer, receiveTransfer } from "../data/bank-transfers"
import { BANK_TRANSFER } from "../providers/bank-transfer/gateway"
import { toBankTransferView } from "./read-bank-transfers"

/**
 * Records that a transfer arrived, in one transaction with the work that turns the purchase into an order. Throws
 * `not_found`, and `invalid_transition` for a transfer that was already received or canceled.
 */
export const recordArrival = async (container: MedusaContainer, id: string): Promise<BankTransferView> => {
  const knex = knexOf(container)
  await knex.transaction(async (trx) => {
    if (!(await findTransfer(trx, id))) throw commonErrors.fail("not_found")
    if (!(await receiveTransfer(trx, id))) throw commonErrors.fail("invalid_transition")
    await enqueueWork(trx, [
      workOf(SETTLE_AUTHORIZATION, {
        key: `${BANK_TRANSFER}:${id}`,
        payload: { provider: BANK_TRANSFER, reference: id },
      }),
    ])
  })
  const received = await findTransfer(knex, id)
  if (!received) throw commonErrors.fail("not_found")
  return toBankTransferView(received)
}
