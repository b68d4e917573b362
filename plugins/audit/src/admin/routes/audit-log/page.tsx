import { choicesOf, daysAgo, IfMay, ListTable, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ShieldCheck } from "@medusajs/icons"
import { Button, Container, createDataTableFilterHelper, DropdownMenu, Text } from "@medusajs/ui"
import { useMemo, useState } from "react"

import { type AuditEntryView, AuditListQuery } from "../../../contracts"
import { auditColumns } from "../../components/audit-columns"
import { AuditDrawer } from "../../components/audit-drawer"
import { VerifyResult } from "../../components/verify-result"
import { exportAddress, useAuditLog, useVerify } from "../../lib/audit-log"
import { CATEGORY_LABELS, OUTCOME_LABELS } from "../../lib/labels"

const MAX_EXPORTED = 100_000
const FILTERS = ["category", "outcome", "created_at"]
const filter = createDataTableFilterHelper<AuditEntryView>()

const EMPTY = {
  heading: "No entries yet",
  description: "Actions by staff and providers, and personal data they view, appear here.",
}

const AuditLogPage = () => {
  const [open, setOpen] = useState<string>()
  const verify = useVerify()
  const filters = useMemo(
    () => [
      filter.accessor("category", { type: "multiselect", label: "Type", options: choicesOf(CATEGORY_LABELS) }),
      filter.accessor("outcome", { type: "multiselect", label: "Outcome", options: choicesOf(OUTCOME_LABELS) }),
      filter.accessor("created_at", {
        type: "date",
        label: "Time",
        rangeOptionLabel: "Between",
        options: [
          { label: "Last 24 hours", value: { $gte: daysAgo(1) } },
          { label: "Last 7 days", value: { $gte: daysAgo(7) } },
          { label: "Last 30 days", value: { $gte: daysAgo(30) } },
        ],
      }),
    ],
    []
  )
  const list = useListState({ query: AuditListQuery, order: "-created_at", filters: FILTERS })
  const entries = useAuditLog(list.query)
  const tooMany = (entries.data?.count ?? 0) > MAX_EXPORTED
  const { limit: _limit, offset: _offset, order: _order, ...exported } = list.query

  return (
    <Container className="divide-y p-0">
      {verify.data && <VerifyResult verification={verify.data.verification} />}
      <ListTable
        title="Audit log"
        hint="Actions by staff and providers, including denied attempts and personal data they viewed. Entries can't be changed or deleted."
        list={list}
        loaded={{ ...entries, rows: entries.data?.audit_entries }}
        columns={auditColumns}
        filters={filters}
        searchFor="User, action, ID or IP address"
        empty={EMPTY}
        onOpen={setOpen}
        actions={
          <>
            <DropdownMenu>
              <DropdownMenu.Trigger asChild>
                <Button size="small" variant="secondary" disabled={tooMany || !entries.data?.count}>
                  Export
                </Button>
              </DropdownMenu.Trigger>
              <DropdownMenu.Content>
                <DropdownMenu.Item asChild>
                  <a href={exportAddress({ ...exported, format: "csv" })} download>
                    CSV
                  </a>
                </DropdownMenu.Item>
                <DropdownMenu.Item asChild>
                  <a href={exportAddress({ ...exported, format: "ndjson" })} download>
                    NDJSON
                  </a>
                </DropdownMenu.Item>
              </DropdownMenu.Content>
            </DropdownMenu>
            <IfMay permission="audit-log:write">
              <Button size="small" variant="secondary" isLoading={verify.isPending} onClick={() => verify.mutate()}>
                Verify log
              </Button>
            </IfMay>
          </>
        }
      >
        {tooMany && (
          <Text size="small" className="text-ui-fg-subtle px-6 py-2">
            More than 100,000 entries match. Narrow your search to export them.
          </Text>
        )}
      </ListTable>
      <AuditDrawer id={open} onClose={() => setOpen(undefined)} />
    </Container>
  )
}

export const config = defineRouteConfig({ label: "Audit log", icon: ShieldCheck, rank: 9 })

export const handle = { breadcrumb: () => "Audit log" }

export default AuditLogPage
