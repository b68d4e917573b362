import type { WorkItemView, WorkStatus } from "../../contracts"

export const STATUS_LABELS: Record<WorkStatus, string> = {
  due: "Due",
  running: "Running",
  retrying: "Retrying",
  done: "Done",
  dead: "Dead",
  cancelled: "Cancelled",
}

export const STATUS_COLORS: Record<WorkStatus, "grey" | "blue" | "orange" | "green" | "red"> = {
  due: "blue",
  running: "blue",
  retrying: "orange",
  done: "green",
  dead: "red",
  cancelled: "grey",
}

export const mayRetry = ({ status }: WorkItemView): boolean => ["dead", "retrying", "cancelled"].includes(status)

export const mayCancel = ({ status }: WorkItemView): boolean => ["due", "retrying", "dead"].includes(status)

/** The part of the key that says which thing it is about; the kind is shown beside it. */
export const subjectOf = ({ key, kind }: WorkItemView): string =>
  key.startsWith(`${kind}:`) ? key.slice(kind.length + 1) : key

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })

export const showMoment = (iso: string | null): string => (iso ? moment.format(new Date(iso)) : "–")
