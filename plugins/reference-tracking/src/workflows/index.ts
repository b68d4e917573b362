import { registerKept } from "@atrium/server"

export { registerTimelineLabels, registerTrackedStatuses } from "../domain/statuses"
export type { TrackedStatus, TrackedStatuses } from "../domain/statuses"
export type { FullTimelineEvent } from "../modules/reference-tracking/queries"
export { listTimeline } from "./list-timeline"
export { lookUpReference } from "./look-up-reference"

registerKept({ timeline_event: "append-only, each event seals the ones before it: kept with its order" })
