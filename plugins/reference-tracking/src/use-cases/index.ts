export type { FullTimelineEvent } from "../data/tracking"
export { listTimeline } from "./list-timeline"
export { lookUpReference } from "./look-up-reference"
