import type { WorkSummary } from "../contracts"

/** Workers pick up work within a second; an item that waits this long means that no worker is running or all are stuck. */
export const LATE_SECONDS = 60

export type QueueHealth = {
  readonly level: "ok" | "attention"
  /** The answer to "Is anything wrong?" in one line. */
  readonly headline: string
  /** What to do about it; empty when nothing is wrong. */
  readonly advice: string
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Whether staff must act. Retrying, parked and scheduled work needs no attention. */
export const queueHealth = (summary: WorkSummary): QueueHealth => {
  const late = summary.oldest_due_seconds >= LATE_SECONDS
  const wrong = [
    ...(summary.dead > 0 ? [`${counted(summary.dead, "item", "items")} failed`] : []),
    ...(late ? [`due work has been waiting for ${Math.floor(summary.oldest_due_seconds / 60)} min`] : []),
  ]
  if (wrong.length === 0) return { level: "ok", headline: "Everything is working", advice: "" }
  const headline = wrong.join(", ")
  const advice = [
    ...(summary.dead > 0 ? ["Read the reason, fix the cause, then retry."] : []),
    ...(late ? ["Check that a worker is running and can keep up."] : []),
  ]
  return {
    level: "attention",
    headline: `${headline.charAt(0).toUpperCase()}${headline.slice(1)}`,
    advice: advice.join(" "),
  }
}
