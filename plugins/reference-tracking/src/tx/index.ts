export { issueReferences } from "./issue-references"
export type { ReferenceToIssue, TimelineEntry } from "../domain/plan-reference"
export { recordTimeline } from "./record-timeline"
export type { TimelineToRecord } from "./record-timeline"
