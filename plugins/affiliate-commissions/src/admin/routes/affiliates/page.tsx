import { ListPage, statusFilter, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"
import { useNavigate } from "react-router-dom"

import { ListAffiliates } from "../../../contracts"
import { affiliateColumns } from "../../components/affiliate-columns"
import { useAffiliates } from "../../lib/affiliates"
import { AFFILIATE_LABELS } from "../../lib/format"

const FILTERS = [statusFilter(AFFILIATE_LABELS)]

const EMPTY = {
  heading: "No affiliates yet",
  description: "Customers who join on the storefront's affiliate page appear here.",
}

const AffiliatesPage = () => {
  const navigate = useNavigate()
  const list = useListState({ query: ListAffiliates, order: "-created_at", filters: ["status"] })
  const affiliates = useAffiliates(list.query)
  return (
    <ListPage
      title="Affiliates"
      list={list}
      loaded={{ ...affiliates, rows: affiliates.data?.affiliates }}
      columns={affiliateColumns}
      filters={FILTERS}
      searchFor="Code, name or email"
      empty={EMPTY}
      onOpen={(id) => navigate(`/affiliates/${id}`)}
    />
  )
}

export const config = defineRouteConfig({ label: "Affiliates", icon: Users, rank: 5 })

export const handle = { breadcrumb: () => "Affiliates" }

export default AffiliatesPage
