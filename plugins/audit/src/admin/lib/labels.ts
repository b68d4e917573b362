import { sentenceCase, NONE, type StatusColor } from "@atrium/admin-kit"

import type { AuditCategory, AuditEntryView, AuditOutcome } from "../../contracts"

export const CATEGORY_LABELS: Record<AuditCategory, string> = {
  change: "Change",
  access: "Personal data viewed",
  security: "Security",
}

export const OUTCOME_LABELS: Record<AuditOutcome, string> = {
  started: "Started",
  succeeded: "Succeeded",
  refused: "Denied",
  failed: "Failed",
}

export const OUTCOME_COLORS: Record<AuditOutcome, StatusColor> = {
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
  system: "System",
}

export const actorType = (type: string): string => ACTOR_TYPES[type] ?? sentenceCase(type)

export const actorName = ({ actor }: AuditEntryView): string => actor.label ?? actor.id ?? actorType(actor.type)

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" })

/** With seconds, because related entries are often only seconds apart. */
export const formatSecond = (iso: string): string => moment.format(new Date(iso))

/** A value of an entry as text, or a dash if there is none. */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return NONE
  return typeof value === "object" ? JSON.stringify(value, null, 1) : String(value)
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
