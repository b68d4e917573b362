import { inOneTransaction, type OneTransaction } from "@atrium/server"
import type { Context, MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, MedusaContextType, Modules } from "@medusajs/framework/utils"

import { followedByCaller } from "./schedule-work"

export type EventsOfOneJob = {
  /** For calls of module services: a new one for each, because they write into it. */
  context(): Context
  /** Calls of several modules in one transaction. */
  transaction<T>(job: (one: OneTransaction) => Promise<T>): Promise<T>
  emit(name: string, data: { id: string }, options?: Record<string, unknown>): Promise<void>
}

/**
 * Runs a job on core's module services the way a workflow of core's would: what its calls announce is kept until the job
 * is done, and forgotten when it fails (R24).
 */
export const withGroupedEvents = async <T>(
  container: MedusaContainer,
  job: (events: EventsOfOneJob) => Promise<T>
): Promise<T> => {
  const bus = container.resolve(Modules.EVENT_BUS)
  const { eventGroupId } = followedByCaller(generateEntityId())
  const events: EventsOfOneJob = {
    // With its type: inside a workflow's step Medusa would put the step's own context in its place.
    context: () => ({ __type: MedusaContextType, eventGroupId }),
    transaction: (job) => inOneTransaction(container, eventGroupId, job),
    emit: (name, data, options) =>
      bus.emit({ name, data, metadata: { eventGroupId }, ...(options ? { options } : {}) }),
  }
  try {
    const result = await job(events)
    await bus.releaseGroupedEvents(eventGroupId)
    return result
  } catch (error) {
    await bus.clearGroupedEvents(eventGroupId)
    throw error
  }
}
