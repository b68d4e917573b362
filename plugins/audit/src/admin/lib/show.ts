import type { AuditCategory, AuditEntryView, AuditOutcome } from "../../contracts"

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" })

export const showMoment = (iso: string): string => moment.format(new Date(iso))

export const CATEGORY_LABELS: Record<AuditCategory, string> = {
  change: "Change",
  access: "Personal data read",
  security: "Security",
}

export const OUTCOME_LABELS: Record<AuditOutcome, string> = {
  started: "Started",
  succeeded: "Succeeded",
  refused: "Refused",
  failed: "Failed",
}

export const OUTCOME_COLORS: Record<AuditOutcome, "grey" | "green" | "red" | "orange"> = {
  started: "grey",
  succeeded: "green",
  refused: "red",
  failed: "orange",
}

const ACTOR_TYPES: Readonly<Record<string, string>> = {
  user: "Staff",
  "api-key": "API key",
  customer: "Customer",
  provider: "Provider",
  guest: "Visitor",
  system: "The shop",
}

export const actorType = (type: string): string => ACTOR_TYPES[type] ?? inWords(type)

/** "commission_rule" as "Commission rule". */
export const inWords = (name: string): string => {
  const text = name.replace(/[._-]+/g, " ")
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const actorName = ({ actor }: AuditEntryView): string => actor.label ?? actor.id ?? actorType(actor.type)

/** A value of an entry as text; nothing is a dash. */
export const showValue = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return "–"
  return typeof value === "object" ? JSON.stringify(value, null, 1) : String(value)
}

export const isFacts = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
