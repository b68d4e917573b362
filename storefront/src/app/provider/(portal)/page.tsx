import type { Metadata } from "next"

import { RequestGroupList } from "@/features/provider/components/request-group-list"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { groupRequests, groupsSummary } from "@/features/provider/request-groups"
import { openRequests, requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"
import { ButtonLink, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "Open requests" }

const ProviderPage = async () => {
  const { provider, token } = await requireProvider("/provider")
  const [{ requests, count }, locale] = await Promise.all([openRequests(token), currentLocale()])
  const now = new Date()
  return (
    <PortalFrame current="/provider">
      <PageHeading eyebrow={provider.email} title={`Hello, ${provider.name}`}>
        {groupsSummary(groupRequests(requests, now))}
      </PageHeading>
      <RequestGroupList requests={requests} context={{ locale, timeZone: provider.time_zone, now }} />
      {count > requests.length ? (
        <div>
          <ButtonLink href="/provider/requests" variant="secondary">
            View all {count}
          </ButtonLink>
        </div>
      ) : null}
    </PortalFrame>
  )
}

export default ProviderPage
