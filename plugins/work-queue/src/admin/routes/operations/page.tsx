import { ListTable, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Tools } from "@medusajs/icons"
import { Container } from "@medusajs/ui"
import { useState } from "react"

import { WorkItemListQuery } from "../../../contracts"
import { OperationsReport } from "../../components/operations-report"
import { workItemColumns } from "../../components/work-item-columns"
import { WorkItemDrawer } from "../../components/work-item-drawer"
import { WorkItemTabs } from "../../components/work-item-tabs"
import { WorkOverview } from "../../components/work-overview"
import { useWorkItems } from "../../lib/work-items"

const EMPTY = {
  heading: "No work items yet",
  description: "Background jobs, such as provisioning a purchase or sending an email, appear here.",
}

const OperationsPage = () => {
  const [open, setOpen] = useState<string>()
  const list = useListState({ query: WorkItemListQuery, order: "-run_at", filters: ["status"] })
  const items = useWorkItems(list.query)
  return (
    <div className="flex flex-col gap-y-3">
      <WorkOverview />
      <OperationsReport />
      <Container className="divide-y p-0">
        <ListTable
          title="Operations"
          hint="Background jobs and their status"
          list={list}
          loaded={{ ...items, rows: items.data?.work_items }}
          columns={workItemColumns}
          searchFor="Work, subject or reason"
          empty={EMPTY}
          onOpen={setOpen}
        >
          <WorkItemTabs
            status={list.filtering.state["status"]}
            summary={items.data?.summary}
            onChange={(status) => list.filtering.onFilteringChange(status ? { status } : {})}
          />
        </ListTable>
        <WorkItemDrawer id={open} onClose={() => setOpen(undefined)} />
      </Container>
    </div>
  )
}

export const config = defineRouteConfig({ label: "Operations", icon: Tools, rank: 8 })

export const handle = { breadcrumb: () => "Operations" }

export default OperationsPage
