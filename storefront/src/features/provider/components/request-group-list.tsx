import { EmptyState } from "@/lib/ui"

import { DUE_SOON_DAYS, groupRequests, type RequestGroups } from "../request-groups"
import type { RequestView } from "../queries"
import { type DisplayContext, RequestRow } from "./request-row"

const GROUPS: readonly { key: keyof RequestGroups<RequestView>; title: string; about: string }[] = [
  { key: "dueSoon", title: "Due soon", about: `Overdue, or due within ${DUE_SOON_DAYS} days.` },
  { key: "new", title: "New", about: "Contact the customer, then start work." },
  { key: "inProgress", title: "In progress", about: "Nothing due soon." },
  { key: "waiting", title: "Waiting for others", about: "The next step is with a client or an authority." },
]

/** Lists open requests by urgency, most urgent group first. */
export const RequestGroupList = ({
  requests,
  context,
}: {
  requests: readonly RequestView[]
  context: DisplayContext
}) => {
  if (requests.length === 0)
    return (
      <EmptyState title="Your requests will appear here">
        When a customer buys a service you provide, we assign the request to you and email you everything you need to
        start.
      </EmptyState>
    )
  const groups = groupRequests(requests, context.now)
  return (
    <div className="grid gap-10">
      {GROUPS.filter(({ key }) => groups[key].length > 0).map(({ key, title, about }) => (
        <section key={key} aria-labelledby={`${key}-title`} className="grid gap-3">
          <h2 id={`${key}-title`} className="text-2xl">
            {title} <span className="figures text-ink-soft">{groups[key].length}</span>
          </h2>
          <p className="text-ink-soft">{about}</p>
          <ul className="border-b border-line">
            {groups[key].map((request) => (
              <RequestRow key={request.id} request={request} context={context} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
