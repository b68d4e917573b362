import { Badge, Tabs } from "@medusajs/ui"

import type { ShownWorkStatus, WorkSummary } from "../../contracts"
import { STATUS_LABELS } from "../lib/status"

const SHOWN = [
  "dead",
  "parked",
  "retrying",
  "due",
  "running",
  "scheduled",
  "done",
  "cancelled",
] as const satisfies readonly ShownWorkStatus[]
const ALL = "all"

const countOf = (status: ShownWorkStatus, summary: WorkSummary | undefined): number | undefined =>
  summary && status !== "done" && status !== "cancelled" ? summary[status] : undefined

type Props = {
  /** The open tab, as it is in the URL. */
  status: unknown
  summary: WorkSummary | undefined
  onChange: (status: ShownWorkStatus | undefined) => void
}

/** A tab for each status with the number of its open items. */
export const WorkItemTabs = ({ status, summary, onChange }: Props) => (
  <Tabs
    value={SHOWN.find((shown) => shown === status) ?? ALL}
    onValueChange={(value) => onChange(SHOWN.find((shown) => shown === value))}
    className="overflow-x-auto px-6 py-3"
  >
    <Tabs.List aria-label="Status">
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
