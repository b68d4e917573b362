import type { PortalRequest } from "@atrium/provider-assignment/contracts"

const DAY_MS = 24 * 60 * 60 * 1000
/** A request due within this many days, or overdue, is in the "due soon" group. */
export const DUE_SOON_DAYS = 3

type Groupable = Pick<PortalRequest, "status" | "due_at" | "work">

export type RequestGroups<T extends Groupable> = {
  dueSoon: T[]
  /** Not started: the customer is waiting for the first contact. */
  new: T[]
  /** Every open task is waiting for a client or an authority. */
  waiting: T[]
  inProgress: T[]
}

/** Returns the earliest due date of the request and its next task, or null when neither has one. */
export const nextDue = (request: Pick<PortalRequest, "due_at" | "work">): string | null => {
  const dates = [request.work.next?.due_at, request.due_at].filter((date) => date !== null && date !== undefined)
  return dates.sort()[0] ?? null
}

const isDueSoon = (request: Pick<PortalRequest, "due_at" | "work">, now: Date): boolean => {
  const due = nextDue(request)
  return due !== null && new Date(due).getTime() <= now.getTime() + DUE_SOON_DAYS * DAY_MS
}

const isWaiting = ({ work }: Pick<PortalRequest, "work">): boolean => work.open > 0 && work.waiting === work.open

/** Puts each open request into one group. Keeps the order within a group. */
export const groupRequests = <T extends Groupable>(requests: readonly T[], now: Date): RequestGroups<T> => {
  const groups: RequestGroups<T> = { dueSoon: [], new: [], waiting: [], inProgress: [] }
  for (const request of requests) {
    if (isDueSoon(request, now)) groups.dueSoon.push(request)
    else if (request.status === "team_assigned") groups.new.push(request)
    else if (isWaiting(request)) groups.waiting.push(request)
    else groups.inProgress.push(request)
  }
  return groups
}

/** Summarizes the groups in one sentence for the portal's home page. */
export const groupsSummary = (groups: RequestGroups<PortalRequest>): string => {
  const counts = [
    groups.dueSoon.length ? `${groups.dueSoon.length} due soon` : null,
    groups.new.length ? `${groups.new.length} new` : null,
  ].filter((count) => count !== null)
  if (counts.length) return `${counts.join(", ")}.`
  if (groups.waiting.length || groups.inProgress.length) return "Nothing is urgent. Your work in progress is below."
  return "Nothing needs your attention."
}
