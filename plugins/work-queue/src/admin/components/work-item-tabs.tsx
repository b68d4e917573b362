import { Badge, Tabs } from "@medusajs/ui"

import type { WorkStatus, WorkSummary } from "../../contracts"
import { STATUS_LABELS } from "../lib/status"

const SHOWN = ["due", "running", "retrying", "dead", "done", "cancelled"] as const satisfies readonly WorkStatus[]
const ALL = "all"

const countOf = (status: WorkStatus, summary: WorkSummary | undefined): number | undefined =>
  summary && (status === "due" || status === "running" || status === "retrying" || status === "dead")
    ? summary[status]
    : undefined

type Props = {
  status: WorkStatus | undefined
  summary: WorkSummary | undefined
  onChange: (status: WorkStatus | undefined) => void
}

/** One tab per state, with how many items are open in it. */
export const WorkItemTabs = ({ status, summary, onChange }: Props) => (
  <Tabs
    value={status ?? ALL}
    onValueChange={(value) => onChange(SHOWN.find((shown) => shown === value))}
    className="overflow-x-auto px-6 py-3"
  >
    <Tabs.List aria-label="State of the work">
      <Tabs.Trigger value={ALL}>All</Tabs.Trigger>
      {SHOWN.map((shown) => {
        const count = countOf(shown, summary)
        return (
          <Tabs.Trigger key={shown} value={shown} className="flex items-center gap-x-2">
            {STATUS_LABELS[shown]}
            {count ? (
              <Badge size="2xsmall" color={shown === "dead" ? "red" : "grey"}>
                {count}
              </Badge>
            ) : null}
          </Tabs.Trigger>
        )
      })}
    </Tabs.List>
  </Tabs>
)
