import { defineExtensionPoint } from "@atrium/kernel"

import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ReferenceKind } from "./contracts"
import type { FactsToPresent } from "./domain/present-tracking"
import type { TimelineLabelEntry, TrackedStatusEntry } from "./domain/statuses"

export { referenceKinds } from "./contracts"
export type { ReferenceKindDefinition } from "./contracts"
export type { TimelineLabelEntry, TrackedStatus, TrackedStatuses, TrackedStatusEntry } from "./domain/statuses"

/** What each status means to the customer. A status without an entry is shown by its code. */
export const trackedStatuses = defineExtensionPoint<TrackedStatusEntry>({
  name: "reference-tracking.statuses",
  key: ({ kind, status }) => `${kind} ${status}`,
})

/** Labels of public timeline events that do not change the status. */
export const timelineLabels = defineExtensionPoint<TimelineLabelEntry>({
  name: "reference-tracking.timeline-labels",
  key: ({ kind, type }) => `${kind} ${type}`,
})

/**
 * A kind whose subjects keep no timeline here: their owner computes it from its rows in one statement, when a number is
 * looked up. Null when no subject has the number. What it returns is public: no name, address, amount or note.
 */
export type ComputedTracking = {
  readonly kind: ReferenceKind
  find(knex: Knex, reference: string): Promise<FactsToPresent | null>
}

export const computedTracking = defineExtensionPoint<ComputedTracking>({
  name: "reference-tracking.computed",
  key: ({ kind }) => kind,
})
