import { EmptyState } from "@/lib/ui"

import { type Needs, needsOf, SOON_DAYS } from "../needs"
import type { RequestView } from "../queries"
import { type Reader, RequestRow } from "./request-row"

const GROUPS: readonly { key: keyof Needs<RequestView>; title: string; about: string }[] = [
  { key: "due", title: "Due soon", about: `Something is due within ${SOON_DAYS} days, or is late.` },
  { key: "fresh", title: "New", about: "Get in touch with the customer, then begin." },
  { key: "going", title: "Under way", about: "Work goes on, nothing presses." },
  { key: "waiting", title: "Waiting for somebody else", about: "A client or an authority has the next step." },
]

/** Open requests by what they need of the reader; what presses stands first. */
export const NeedsList = ({ requests, reader }: { requests: readonly RequestView[]; reader: Reader }) => {
  if (requests.length === 0)
    return (
      <EmptyState title="Your requests will appear here">
        When a customer buys something that fits you, the request is assigned to you and you get a mail with all you
        need to begin.
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
