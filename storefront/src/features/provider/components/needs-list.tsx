import { EmptyState } from "@/lib/ui"

import { type Needs, needsOf, SOON_DAYS } from "../needs"
import type { RequestView } from "../queries"
import { type Reader, RequestRow } from "./request-row"

const GROUPS: readonly { key: keyof Needs<RequestView>; title: string; about: string }[] = [
  { key: "due", title: "Due soon", about: `Something is due within ${SOON_DAYS} days, or is late.` },
  { key: "fresh", title: "New", about: "Contact the customer, then start work." },
  { key: "going", title: "In progress", about: "Nothing due soon." },
  { key: "waiting", title: "Waiting for others", about: "A client or an authority has the next step." },
]

/** Open requests by what they need of the reader; what presses stands first. */
export const NeedsList = ({ requests, reader }: { requests: readonly RequestView[]; reader: Reader }) => {
  if (requests.length === 0)
    return (
      <EmptyState title="Your requests will appear here">
        When a customer buys a service you provide, we assign the request to you and email you everything you need to
        start.
      </EmptyState>
    )
  const needs = needsOf(requests, reader.now)
  return (
    <div className="grid gap-10">
      {GROUPS.filter(({ key }) => needs[key].length > 0).map(({ key, title, about }) => (
        <section key={key} aria-labelledby={`${key}-title`} className="grid gap-3">
          <h2 id={`${key}-title`} className="text-2xl">
            {title} <span className="figures text-ink-soft">{needs[key].length}</span>
          </h2>
          <p className="text-ink-soft">{about}</p>
          <ul className="border-b border-line">
            {needs[key].map((request) => (
              <RequestRow key={request.id} request={request} reader={reader} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
