import type { WorkSummary } from "../contracts"

/** Workers pick work up within a second; an item that waits this long means that none is alive or all are stuck. */
export const LATE_SECONDS = 60

export type QueueHealth = {
  readonly level: "ok" | "attention"
  /** The answer to "Is anything wrong?" in one line. */
  readonly headline: string
  /** What follows from it; empty when all is well. */
  readonly advice: string
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** Whether staff have something to do. Work that is retried, parked or planned is no reason to worry. */
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
    ...(late ? ["No worker keeps up: check that one is running."] : []),
  ]
  return {
    level: "attention",
    headline: `${headline.charAt(0).toUpperCase()}${headline.slice(1)}`,
    advice: advice.join(" "),
  }
}
