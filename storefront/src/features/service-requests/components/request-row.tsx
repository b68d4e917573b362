import Link from "next/link"

import { Badge } from "@/lib/ui"
import { LocalTime } from "@/lib/ui/local-time"

import type { RequestView } from "../queries"
import { openTasksText, statusTone } from "../format"

/** One request in the list: service, next step, expected date, status, and open tasks for the customer. */
export const RequestRow = ({ request, locale }: { request: RequestView; locale: string }) => (
  <li className="grid gap-3 border-t border-line py-6 sm:grid-cols-[1fr_auto] sm:gap-x-8">
    <div className="grid gap-1">
      <h3 className="text-lg">
        <Link
          href={`/account/requests/${request.id}`}
          className="underline-offset-4 hover:underline focus-visible:underline"
        >
          {request.service.title}
        </Link>
      </h3>
      <p className="text-sm text-ink-soft">
        {request.tier.title} · <span className="font-mono">{request.reference_number}</span>
      </p>
      <p className="max-w-[62ch]">{request.next_step}</p>
      {request.due_at && !["completed", "cancelled"].includes(request.status) ? (
        <p className="text-sm text-ink-soft">
          Expected by <LocalTime at={request.due_at} locale={locale} />
        </p>
      ) : null}
    </div>
    <div className="flex flex-wrap content-start items-start gap-2 sm:justify-end">
      {request.open_client_tasks > 0 ? <Badge tone="amber">{openTasksText(request.open_client_tasks)}</Badge> : null}
      <Badge tone={statusTone(request.status)}>{request.status_label}</Badge>
    </div>
  </li>
)
