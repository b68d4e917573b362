import { ButtonLink, EmptyState } from "@/lib/ui"

import type { RequestView } from "../queries"
import { RequestRow } from "./request-row"

/** Lists requests, those that need the customer's attention first, or explains what will appear here. */
export const RequestList = ({ requests, locale }: { requests: readonly RequestView[]; locale: string }) => {
  if (requests.length === 0)
    return (
      <EmptyState
        title="Your requests will appear here"
        action={<ButtonLink href="/#services">Find a service</ButtonLink>}
      >
        Each service you buy becomes a request: you see its status, what we need from you and when it's done.
      </EmptyState>
    )
  const needAttention = requests.filter((request) => request.open_client_tasks > 0)
  const others = requests.filter((request) => request.open_client_tasks === 0)
  return (
    <ul className="border-b border-line">
      {[...needAttention, ...others].map((request) => (
        <RequestRow key={request.id} request={request} locale={locale} />
      ))}
    </ul>
  )
}
