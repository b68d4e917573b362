import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findTimeline, type FullTimelineEvent } from "../data/tracking"

/**
 * A subject's timeline with notes, oldest first: with `internal` for staff, without for the customer who owns the subject.
 */
export const listTimeline = (
  container: MedusaContainer,
  subjectId: string,
  options: { internal: boolean }
): Promise<FullTimelineEvent[]> =>
  findTimeline(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), subjectId, options)
