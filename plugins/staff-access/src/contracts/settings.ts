import { currencyCodeText } from "@atrium/kernel"
import { z } from "zod"

const limit = z
  .number({ error: "Enter an amount" })
  .min(0, "Enter 0 or more")
  .max(1_000_000_000, "Enter a smaller amount")
  .nullable()

/** Major units by currency code; null turns the limit off for that currency. */
const limits = z.record(currencyCodeText, limit)

export const StaffSettingsOut = z.strictObject({
  require_two_step: z.boolean(),
  /** Limits set by the shop. */
  refund_limits: z.record(z.string(), z.number().nullable()),
  /** Defaults for currencies that are not in refund_limits; for any other currency every refund needs approval. */
  default_refund_limits: z.record(z.string(), z.number()),
})
export type StaffSettingsOut = z.infer<typeof StaffSettingsOut>

export const UpdateStaffSettings = z
  .strictObject({
    require_two_step: z.boolean({ error: "Choose true or false" }).optional(),
    /** Replaces all limits. */
    refund_limits: limits.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Enter something to change")
export type UpdateStaffSettings = z.infer<typeof UpdateStaffSettings>

/** Default limits above which a refund needs a second person's approval. */
export const DEFAULT_REFUND_LIMITS: Readonly<Record<string, number>> = { inr: 100_000, usd: 1_000, eur: 1_000 }
