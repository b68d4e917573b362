import type { Metadata } from "next"

import { NeedsList } from "@/features/provider/components/needs-list"
import { PortalFrame } from "@/features/provider/components/portal-frame"
import { needsOf, needsWords } from "@/features/provider/needs"
import { openRequests, requireProvider } from "@/features/provider/queries"
import { currentLocale } from "@/lib/medusa"
import { ButtonLink, PageHeading } from "@/lib/ui"

export const metadata: Metadata = { title: "What needs your attention" }

const ProviderPage = async () => {
  const { provider, token } = await requireProvider("/provider")
  const [{ requests, count }, locale] = await Promise.all([openRequests(token), currentLocale()])
  const now = new Date()
  return (
    <PortalFrame current="/provider">
      <PageHeading eyebrow={provider.email} title={`Hello, ${provider.name}`}>
        {needsWords(needsOf(requests, now))}
      </PageHeading>
      <NeedsList requests={requests} reader={{ locale, timeZone: provider.time_zone, now }} />
      {count > requests.length ? (
        <div>
          <ButtonLink href="/provider/requests" variant="secondary">
            See all {count}
          </ButtonLink>
        </div>
      ) : null}
    </PortalFrame>
  )
}

export default ProviderPage
