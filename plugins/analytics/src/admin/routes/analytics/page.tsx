import { PageHeader, PageStatus, useRoute } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ChartBar } from "@medusajs/icons"
import { Tabs } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"

import { routes } from "../../../contracts/routes"
import { AnalyticsQuery, SUMMARY_DAYS } from "../../../contracts/summary"
import { Days, Funnel } from "../../components/analytics-figures"

const AnalyticsPage = () => {
  const [search, setSearch] = useSearchParams()
  const { days } = AnalyticsQuery.catch({ days: "30" }).parse({ days: search.get("days") ?? undefined })
  const loading = useRoute(routes, "GET /admin/analytics", { query: { days } })
  const analytics = loading.data?.analytics
  return (
    <div className="flex flex-col gap-3">
      <PageHeader title="Analytics" subtitle="Visits of shoppers who agreed to analytics, without names and addresses.">
        <Tabs value={days} onValueChange={(value) => setSearch({ days: value })}>
          <Tabs.List aria-label="Period">
            {SUMMARY_DAYS.map((period) => (
              <Tabs.Trigger key={period} value={period}>{`${period} days`}</Tabs.Trigger>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      {!analytics && <PageStatus what="Analytics" loading={loading} />}
      {analytics && <Funnel totals={analytics.totals} />}
      {analytics && <Days days={analytics.per_day} />}
    </div>
  )
}

export const config = defineRouteConfig({ label: "Analytics", icon: ChartBar, rank: 6 })

export const handle = { breadcrumb: () => "Analytics" }

export default AnalyticsPage
