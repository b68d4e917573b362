import { z } from "zod"

/** A figure that a plugin reports; `value` is null when it could not be read. */
export const ReportRowView = z.strictObject({
  name: z.string(),
  label: z.string(),
  value: z.number().int().nullable(),
  needs_attention: z.boolean(),
  /** Since when the figure is what it is, where that helps. */
  since: z.iso.datetime().nullable(),
  /** Path of the Admin page that shows what is counted. */
  page: z.string().nullable(),
})
export type ReportRowView = z.infer<typeof ReportRowView>

export const OperationsReportAnswer = z.strictObject({ rows: z.array(ReportRowView) })
export type OperationsReportAnswer = z.infer<typeof OperationsReportAnswer>
