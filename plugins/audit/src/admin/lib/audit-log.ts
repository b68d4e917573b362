import { addressOf, callRoute, useChange, useRoute } from "@atrium/admin-kit"
import type { z } from "zod"

import type { AuditExportQuery, AuditListQuery } from "../../contracts"
import { routes } from "../../contracts/routes"

export type AuditSearch = z.input<typeof AuditListQuery>

/** A page of entries. */
export const useAuditLog = (query: AuditSearch) => useRoute(routes, "GET /admin/audit-log", { query })

/** One entry, once it is opened. */
export const useAuditEntry = (id: string | undefined) =>
  useRoute(routes, "GET /admin/audit-log/:id", { params: { id: id ?? "" } }, { enabled: id !== undefined })

/** Verifies the hash chain, which adds an entry to the log. */
export const useVerify = () =>
  useChange({
    send: () => callRoute(routes, "POST /admin/audit-log/verify", { body: {} }),
    refresh: ["audit-log"],
    failed: "The log was not verified",
  })

/** The URL from which the browser downloads the results of a search. */
export const exportAddress = (query: z.input<typeof AuditExportQuery>): string =>
  addressOf(routes, "GET /admin/audit-log/export", { query })
