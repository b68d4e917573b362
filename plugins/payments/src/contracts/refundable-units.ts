import { idText } from "@atrium/kernel"
import { z } from "zod"

/** Most units that one refund can name. */
export const MAX_REFUNDED_UNITS = 100

export const RefundableUnitQuery = z.strictObject({ order_id: idText })

/** Why a unit cannot be refunded as a whole. */
export const UNIT_REFUSALS = ["refunded", "completed", "free"] as const
export type UnitRefusal = (typeof UNIT_REFUSALS)[number]

/** One bought unit of an order that staff can choose for a refund. Amounts in major units. */
export const RefundableUnitView = z.strictObject({
  id: z.string(),
  line_id: z.string(),
  /** Its number within the line, from 1. */
  unit: z.number().int(),
  title: z.string(),
  /** What customers call it, for example its tracking number. */
  reference: z.string(),
  /** What was paid for it, with tax and after discounts. */
  amount: z.number(),
  /** What of it was refunded so far. */
  refunded_amount: z.number(),
  /** What a refund of this unit pays back: 0 if it can't be refunded. */
  refundable_amount: z.number(),
  refusal: z.enum(UNIT_REFUSALS).nullable(),
  /** Whether its work is canceled when it is refunded; false if it is canceled already. */
  cancels_work: z.boolean(),
})
export type RefundableUnitView = z.infer<typeof RefundableUnitView>

export const RefundableUnitsOut = z.strictObject({
  currency_code: z.string(),
  /** The order's captured payment that a refund of its units is made from; null if nothing was captured. */
  payment_id: z.string().nullable(),
  units: z.array(RefundableUnitView),
})
export type RefundableUnitsOut = z.infer<typeof RefundableUnitsOut>
