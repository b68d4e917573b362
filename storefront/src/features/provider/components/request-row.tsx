import Link from "next/link"

import { Badge } from "@/lib/ui"

import { nextDue } from "../needs"
import type { RequestView } from "../queries"
import { dayWords, statusTone } from "../words"

export type Reader = { locale: string; timeZone: string; now: Date }

const dueWords = (due: string, { locale, timeZone, now }: Reader): string =>
  `${new Date(due) < now ? "Was due on" : "Due on"} ${dayWords(due, locale, timeZone)}`

const workWords = ({ work }: RequestView): string | null => {
  const all = work.open + work.done
  return all === 0 ? null : `${work.done} of ${all} tasks done`
}

/** One request in a list: for whom, what, what comes next and by when. */
export const RequestRow = ({ request, reader }: { request: RequestView; reader: Reader }) => {
  const final = request.status === "completed" || request.status === "cancelled"
  const due = final ? null : nextDue(request)
  return (
    <li className="grid gap-2 border-t border-line py-5 sm:grid-cols-[1fr_auto] sm:gap-x-8">
      <div className="grid gap-1">
        <h3 className="text-lg">
          <Link
            href={`/provider/requests/${request.id}`}
            className="underline-offset-4 hover:underline focus-visible:underline"
          >
            {request.customer.name}
          </Link>
        </h3>
        <p>
          {request.service.title}, {request.tier.title}
        </p>
        {request.work.next && !final ? <p className="text-ink-soft">Next: {request.work.next.name}</p> : null}
        <p className="text-sm text-ink-soft">
          <span className="font-mono">{request.reference_number}</span>
          {workWords(request) ? ` · ${workWords(request)}` : null}
        </p>
      </div>
      <div className="flex flex-wrap content-start items-start gap-2 sm:justify-end">
        {due ? (
          <Badge tone={new Date(due) < reader.now ? "red" : "neutral"}>
            <time dateTime={due}>{dueWords(due, reader)}</time>
          </Badge>
        ) : null}
        <Badge tone={statusTone(request.status)}>{request.status_label}</Badge>
      </div>
    </li>
  )
}
