export { registerTimelineLabels, registerTrackedStatuses } from "../domain/statuses"
export type { TrackedStatus, TrackedStatuses } from "../domain/statuses"
