import type { StatusColor } from "@atrium/admin-kit"

import type { ShownWorkStatus, WorkItemView } from "../../contracts"

export const STATUS_LABELS: Record<ShownWorkStatus, string> = {
  scheduled: "Scheduled",
  due: "Due",
  running: "Running",
  retrying: "Retrying",
  parked: "Waiting",
  done: "Done",
  dead: "Failed",
  cancelled: "Canceled",
}

export const STATUS_COLORS: Record<ShownWorkStatus, StatusColor> = {
  scheduled: "grey",
  due: "blue",
  running: "blue",
  retrying: "orange",
  parked: "grey",
  done: "green",
  dead: "red",
  cancelled: "grey",
}

export const mayRetry = ({ status }: WorkItemView): boolean =>
  ["dead", "parked", "retrying", "cancelled"].includes(status)

export const mayCancel = ({ status }: WorkItemView): boolean =>
  ["scheduled", "due", "retrying", "parked", "dead"].includes(status)

/** The item's key without its type, which is shown separately. */
export const subjectOf = ({ key, kind }: WorkItemView): string =>
  key.startsWith(`${kind}:`) ? key.slice(kind.length + 1) : key
