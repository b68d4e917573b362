import "../contributions"

import type { ReferenceKind } from "../contracts"
import { timelineLabels, trackedStatuses, type TrackedStatuses } from "../extension-points"

export * from "../use-cases"

/** Until every plugin adds to the extension points itself. */
export const registerTrackedStatuses = (kind: ReferenceKind, table: TrackedStatuses): void => {
  for (const [status, en] of Object.entries(table))
    trackedStatuses.add("service-provisioning", { kind, status, words: { en } })
}

export const registerTimelineLabels = (kind: ReferenceKind, labels: Readonly<Record<string, string>>): void => {
  for (const [type, en] of Object.entries(labels))
    timelineLabels.add("service-provisioning", { kind, type, words: { en } })
}
