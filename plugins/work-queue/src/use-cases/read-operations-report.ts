import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { OperationsReportAnswer, ReportRowView } from "../contracts"
import { type ReportRow, reportRows } from "../extension-points"

const viewOf = async (container: MedusaContainer, { name, label, page, read }: ReportRow): Promise<ReportRowView> => {
  const shown = { name, label, page: page ?? null }
  try {
    const { value, needs_attention, since } = await read(container)
    return { ...shown, value, needs_attention, since: since?.toISOString() ?? null }
  } catch (error) {
    // A failure in one plugin must not hide the figures of the others.
    const logger = container.resolve<Logger>(ContainerRegistrationKeys.LOGGER)
    logger.error(`The figure ${name} could not be read`, error instanceof Error ? error : new Error(String(error)))
    return { ...shown, value: null, needs_attention: true, since: null }
  }
}

/** Every figure, in the order of the extension point. */
export const readOperationsReport = async (container: MedusaContainer): Promise<OperationsReportAnswer> => ({
  rows: await Promise.all(reportRows.all().map((row) => viewOf(container, row))),
})
