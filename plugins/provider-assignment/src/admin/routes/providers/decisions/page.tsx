import { formatMoment, ListPage, Truncated, useListState } from "@atrium/admin-kit"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Badge, Button, createDataTableColumnHelper, createDataTableFilterHelper } from "@medusajs/ui"
import { useNavigate, useSearchParams } from "react-router-dom"

import { type DecisionOut, ListDecisions } from "../../../../contracts/decisions"
import { useDecisions } from "../../../lib/decisions"

const column = createDataTableColumnHelper<DecisionOut>()
const filter = createDataTableFilterHelper<DecisionOut>()

const columns = [
  column.accessor("reference_number", {
    header: "Request",
    enableSorting: true,
    cell: ({ getValue }) => <span className="font-mono">{getValue()}</span>,
  }),
  column.accessor((row) => row.winner?.name ?? "", {
    id: "winner",
    header: "Assigned to",
    enableSorting: true,
    cell: ({ getValue }) =>
      getValue() ? <Truncated text={getValue()} /> : <Badge color="orange">No eligible provider</Badge>,
  }),
  column.accessor("kind", {
    header: "Decided by",
    enableSorting: true,
    cell: ({ getValue }) => (getValue() === "manual" ? "Staff" : "Policy"),
  }),
  column.accessor("eligible_count", {
    header: "Eligible",
    cell: ({ row: { original } }) => `${original.eligible_count} of ${original.candidates_count}`,
  }),
  column.accessor("policy_version", {
    header: "Policy",
    enableSorting: true,
    cell: ({ getValue }) => `Version ${getValue()}`,
  }),
  column.accessor("created_at", {
    header: "Decided",
    enableSorting: true,
    cell: ({ getValue }) => formatMoment(getValue()),
  }),
]

const filters = [
  filter.accessor("kind", {
    type: "multiselect",
    label: "Decided by",
    options: [
      { value: "direct", label: "Policy" },
      { value: "manual", label: "Staff" },
    ],
  }),
  filter.custom({
    id: "outcome",
    type: "radio",
    label: "Outcome",
    options: [
      { value: "assigned", label: "Assigned" },
      { value: "nobody", label: "No eligible provider" },
    ],
  }),
]

const EMPTY = {
  heading: "No decisions yet",
  description: "Each attempt to assign a service request appears here, even if no provider was eligible.",
}

/** Parameters with which other pages link to the decisions about a request or a provider. */
const SUBJECTS = ["request_id", "provider_id"]

const DecisionsPage = () => {
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams()
  const list = useListState({
    query: ListDecisions,
    order: "-created_at",
    filters: ["kind", "outcome"],
    fixed: Object.fromEntries(
      SUBJECTS.flatMap((name) => {
        const id = address.get(name)
        return id ? [[name, id]] : []
      })
    ),
  })
  const decisions = useDecisions(list.query)
  return (
    <ListPage
      title="Decisions"
      list={list}
      loaded={{ ...decisions, rows: decisions.data?.assignment_decisions }}
      columns={columns}
      filters={filters}
      searchFor="Reference or provider"
      empty={EMPTY}
      onOpen={(id) => navigate(`/providers/decisions/${id}`)}
      actions={
        SUBJECTS.some((name) => address.has(name)) && (
          <Button size="small" variant="transparent" onClick={() => setAddress({})}>
            Show all
          </Button>
        )
      }
    />
  )
}

export const config = defineRouteConfig({ label: "Decisions" })

export const handle = { breadcrumb: () => "Decisions" }

export default DecisionsPage
