import type { Metadata } from "next"

import { offsetFrom, Pager } from "@/features/account/components/pager"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { RequestRow } from "@/features/provider/components/request-row"
import { REQUESTS_PER_PAGE, requireProvider, searchRequests } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"
import { Button, EmptyState, Input, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "All requests" }

type Search = Promise<Record<string, string | string[] | undefined>>

const ProviderRequestsPage = async ({ searchParams }: { searchParams: Search }) => {
  const { provider, token } = await requireProvider("/provider/requests")
  const search = await searchParams
  const offset = offsetFrom(search.offset)
  const q = ([search.q].flat()[0] ?? "").trim().slice(0, 200)
  const [{ requests, count }, locale] = await Promise.all([searchRequests(token, { q, offset }), currentLocale()])
  const context = { locale, timeZone: provider.time_zone, now: new Date() }
  const path = q ? `/provider/requests?${new URLSearchParams({ q }).toString()}` : "/provider/requests"
  return (
    <PortalFrame current="/provider/requests">
      <PageHeading title="All requests">Requests assigned to you, open and completed, newest first.</PageHeading>
      <form role="search" aria-label="Your requests" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <Input id="q" name="q" type="search" label="Name, email, or reference number" defaultValue={q} />
        </div>
        <Button type="submit" variant="secondary">
          Search
        </Button>
      </form>
      {requests.length > 0 ? (
        <ul className="border-b border-line">
          {requests.map((request) => (
            <RequestRow key={request.id} request={request} context={context} />
          ))}
        </ul>
      ) : (
        <EmptyState title={q ? "No requests match" : "Your requests will appear here"}>
          {q ? "Try part of a name, or the reference number." : "Completed requests appear here too."}
        </EmptyState>
      )}
      <Pager path={path} offset={offset} limit={REQUESTS_PER_PAGE} count={count} />
    </PortalFrame>
  )
}

export default ProviderRequestsPage
