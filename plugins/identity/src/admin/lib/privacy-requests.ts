import { callRoute, type StatusColor, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type {
  PrivacyKind,
  PrivacyReportRow,
  PrivacyRequestQuery,
  PrivacyRequestView,
  PrivacyStatus,
  StartPrivacy,
} from "../../contracts/privacy-requests"
import { routes } from "../../contracts/routes"

/** A page of requests. */
export const usePrivacyRequests = (query: z.input<typeof PrivacyRequestQuery>) =>
  useRoute(routes, "GET /admin/privacy-requests", { query })

/** A request with its report. */
export const usePrivacyRequest = (id: string | undefined) =>
  useRoute(routes, "GET /admin/privacy-requests/:id", { params: { id: id ?? "" } }, { enabled: id !== undefined })

/** For a form, which shows failures itself. */
export const useStartPrivacyRequest = () =>
  useChange({
    send: (body: z.output<typeof StartPrivacy>) => callRoute(routes, "POST /admin/privacy-requests", { body }),
    refresh: ["privacy-requests"],
  })

/** Confirms an erasure as the second person. */
export const useConfirmErasure = (id: string) =>
  useChange({
    send: () => callRoute(routes, "POST /admin/privacy-requests/:id/confirm", { params: { id } }),
    done: "Erasure confirmed",
    refresh: ["privacy-requests"],
  })

export const KIND_LABELS: Readonly<Record<PrivacyKind, string>> = { export: "Export", erase: "Erasure" }

export const STATUS_LABELS: Readonly<Record<PrivacyStatus, string>> = {
  requested: "Waiting for confirmation",
  running: "Running",
  incomplete: "Incomplete",
  completed: "Completed",
  refused: "Refused",
  expired: "Expired",
}
export const STATUS_COLORS: Readonly<Record<PrivacyStatus, StatusColor>> = {
  requested: "grey",
  running: "blue",
  incomplete: "orange",
  completed: "green",
  refused: "red",
  expired: "grey",
}

export const ORIGIN_LABELS: Readonly<Record<PrivacyRequestView["origin"], string>> = {
  customer: "Customer, signed in",
  guest: "Person without an account",
  staff: "Staff",
}

const DONE_LABELS: Readonly<Record<PrivacyReportRow["done"], string>> = {
  exported: "exported",
  deleted: "deleted",
  cleared: "kept without the person",
  kept: "kept",
}

/** "3 rows deleted". */
export const outcomeOf = ({ rows, done }: PrivacyReportRow): string =>
  `${rows} ${rows === 1 ? "row" : "rows"} ${DONE_LABELS[done]}`

/** The address, or that it was erased with the person. */
export const personOf = ({ email }: Pick<PrivacyRequestView, "email">): string => email ?? "Erased"
