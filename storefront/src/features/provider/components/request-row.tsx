import Link from "next/link"

import { Badge } from "@/lib/ui"

import { nextDue } from "../request-groups"
import type { RequestView } from "../queries"
import { formatDay, statusTone } from "../format"

/** What formatting dates depends on: the viewer's locale and time zone, and the current time. */
export type DisplayContext = { locale: string; timeZone: string; now: Date }

const dueText = (due: string, { locale, timeZone, now }: DisplayContext): string =>
  `${new Date(due) < now ? "Was due on" : "Due on"} ${formatDay(due, locale, timeZone)}`

const progressText = ({ work }: RequestView): string | null => {
  const total = work.open + work.done
  return total === 0 ? null : `${work.done} of ${total} tasks done`
}

/** One request in a list: customer, service, next task, due date and status. */
export const RequestRow = ({ request, context }: { request: RequestView; context: DisplayContext }) => {
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
          {progressText(request) ? ` · ${progressText(request)}` : null}
        </p>
      </div>
      <div className="flex flex-wrap content-start items-start gap-2 sm:justify-end">
        {due ? (
          <Badge tone={new Date(due) < context.now ? "red" : "neutral"}>
            <time dateTime={due}>{dueText(due, context)}</time>
          </Badge>
        ) : null}
        <Badge tone={statusTone(request.status)}>{request.status_label}</Badge>
      </div>
    </li>
  )
}
