import { defineExtensionPoint } from "@atrium/kernel"

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
