import { idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

export const BANK_TRANSFER_STATUSES = ["expected", "received", "canceled"] as const

export const BankTransferQuery = z.strictObject({
  /** Matches any part of the reference. */
  q: safeText({ max: 40 }).optional(),
  status: listOf(
    z.enum(BANK_TRANSFER_STATUSES, { error: `Use one of ${BANK_TRANSFER_STATUSES.join(", ")}` })
  ).optional(),
  order: orderQuery(["created_at", "received_at", "amount"], "-created_at"),
  ...pageQuery,
})
export type BankTransferQuery = z.output<typeof BankTransferQuery>

export const BankTransferParams = z.strictObject({ id: idText })

/** A transfer as shown to staff. Amounts are in major units. */
export const BankTransferView = z.object({
  /** The payment reference the shopper enters in the transfer. */
  id: z.string(),
  amount: z.number(),
  refunded: z.number(),
  currency_code: z.string(),
  status: z.enum(BANK_TRANSFER_STATUSES),
  created_at: z.string(),
  received_at: z.string().nullable(),
})
export type BankTransferView = z.infer<typeof BankTransferView>
