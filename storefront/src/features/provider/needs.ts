import type { PortalRequest } from "@atrium/provider-assignment/contracts"

const DAY_MS = 24 * 60 * 60 * 1000
/** What is due within this many days needs the reader now. */
export const SOON_DAYS = 3

export type Needs<T extends Pick<PortalRequest, "status" | "due_at" | "work">> = {
  /** Due soon or overdue. */
  due: T[]
  /** Not begun: the customer waits for a first contact. */
  fresh: T[]
  /** Nothing can be done but to wait for a client or an authority. */
  waiting: T[]
  /** Under way, and nothing presses. */
  going: T[]
}

/** When something of this request is due first; null when nothing has a date. */
export const nextDue = (request: Pick<PortalRequest, "due_at" | "work">): string | null => {
  const moments = [request.work.next?.due_at, request.due_at].filter(
    (moment) => moment !== null && moment !== undefined
  )
  return moments.sort()[0] ?? null
}

const isDue = (request: Pick<PortalRequest, "due_at" | "work">, now: Date): boolean => {
  const due = nextDue(request)
  return due !== null && new Date(due).getTime() <= now.getTime() + SOON_DAYS * DAY_MS
}

const onlyWaits = ({ work }: Pick<PortalRequest, "work">): boolean => work.open > 0 && work.waiting === work.open

/** Open requests by what they need of the reader, each in one place; the order inside stays. */
export const needsOf = <T extends Pick<PortalRequest, "status" | "due_at" | "work">>(
  requests: readonly T[],
  now: Date
): Needs<T> => {
  const needs: Needs<T> = { due: [], fresh: [], waiting: [], going: [] }
  for (const request of requests) {
    if (isDue(request, now)) needs.due.push(request)
    else if (request.status === "team_assigned") needs.fresh.push(request)
    else if (onlyWaits(request)) needs.waiting.push(request)
    else needs.going.push(request)
  }
  return needs
}

/** The home page's one sentence. */
export const needsWords = ({ due, fresh, waiting, going }: Needs<PortalRequest>): string => {
  const parts = [due.length ? `${due.length} due soon` : null, fresh.length ? `${fresh.length} new` : null].filter(
    (part) => part !== null
  )
  if (parts.length) return `${parts.join(", ")}.`
  if (waiting.length || going.length) return "Nothing is urgent. Your work in progress is below."
  return "Nothing needs your attention."
}
