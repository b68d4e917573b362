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

export const STATUS_COLORS: Record<ShownWorkStatus, "grey" | "blue" | "orange" | "green" | "red"> = {
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

/** The part of the key that says which thing it is about; the kind is shown beside it. */
export const subjectOf = ({ key, kind }: WorkItemView): string =>
  key.startsWith(`${kind}:`) ? key.slice(kind.length + 1) : key

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })

export const showMoment = (iso: string | null): string => (iso ? moment.format(new Date(iso)) : "–")
