import { currencyCodeText } from "@atrium/kernel"
import { z } from "zod"

const limit = z
  .number({ error: "Enter an amount" })
  .min(0, "Use a number from 0 up")
  .max(1_000_000_000, "Use a smaller amount")
  .nullable()

/** Major units by currency code; null switches the limit off for that currency. */
const limits = z.record(currencyCodeText, limit)

export const StaffSettingsOut = z.strictObject({
  require_two_step: z.boolean(),
  /** What the shop set. */
  refund_limits: z.record(z.string(), z.number().nullable()),
  /** What holds for a currency that is not in refund_limits; any other currency: 0, every refund needs approval. */
  default_refund_limits: z.record(z.string(), z.number()),
})
export type StaffSettingsOut = z.infer<typeof StaffSettingsOut>

export const UpdateStaffSettings = z
  .strictObject({
    require_two_step: z.boolean({ error: "Choose true or false" }).optional(),
    /** Replaces all limits. */
    refund_limits: limits.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Say what to change")
export type UpdateStaffSettings = z.infer<typeof UpdateStaffSettings>

/** Refunds above these need a second person until a shop decides otherwise. */
export const DEFAULT_REFUND_LIMITS: Readonly<Record<string, number>> = { inr: 100_000, usd: 1_000, eur: 1_000 }
