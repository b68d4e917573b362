import { clock } from "@atrium/kernel"
import { z } from "zod"

import { WORK_STATUSES, WorkItemView } from "../contracts"

// Postgres returns timestamps as dates, Medusa's query as dates or text.
const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value).toISOString())

/** A row without its payload, which may contain personal data. Columns that are not listed are dropped. */
export const WorkItemRow = z.object({
  ...WorkItemView.shape,
  status: z.enum(WORK_STATUSES),
  run_at: moment,
  created_at: moment,
  updated_at: moment,
  finished_at: moment.nullable(),
})

/** The columns of a work item that staff see. */
export const VIEW_FIELDS = Object.keys(WorkItemRow.shape)

/** A row of `work_item` as staff see it: work that is due later is scheduled. */
export const viewOf = (row: unknown): WorkItemView => {
  const item = WorkItemRow.parse(row)
  const scheduled = item.status === "due" && new Date(item.run_at).getTime() > clock.now().getTime()
  return { ...item, status: scheduled ? "scheduled" : item.status }
}
